"""What authors do to an item that people have answered, and to a curriculum that holds it."""

from __future__ import annotations

from dataclasses import replace

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Card
from tests.items.samples import words


def newer(item: Item) -> Item:
    """Another text, and its version says so."""
    return replace(item, version=2, question=words(f"New {item.id}?"))


def other_key(item: Item) -> Item:
    """The key turned round, and nothing says so: an author's slip."""
    options = tuple(replace(option, correct=not option.correct) for option in item.options)
    scenes = tuple(
        replace(
            scene, choices=tuple(replace(one, correct=not one.correct) for one in scene.choices)
        )
        for scene in item.scenes
    )
    return replace(item, options=options, scenes=scenes)


def renumbered(item: Item) -> Item:
    """One option less, the others in another order under other ids."""
    if item.kind is Kind.CASE:
        return replace(item, scenes=tuple(replace(s, choices=s.choices[::-1]) for s in item.scenes))
    left = reversed([*item.options[:-2], item.options[-1]])
    ids = (replace(option, id=f"{option.id}{n}") for n, option in enumerate(left))
    return replace(item, version=2, options=tuple(ids))


def without_a_scene(item: Item) -> Item:
    return replace(item, scenes=item.scenes[1:]) if item.scenes else item


def with_item(content: Curriculum, item: Item) -> Curriculum:
    """The curriculum with this one wherever an item of its id is asked."""

    def now(one: Item) -> Item:
        return item if one.id == item.id else one

    def on(card: Card) -> Card:
        return replace(card, item=now(card.item)) if card.item else card

    lessons = {
        name: replace(lesson, cards=tuple(map(on, lesson.cards)))
        for name, lesson in content.lessons.items()
    }
    checks = {unit: tuple(map(now, items)) for unit, items in content.needs.checks.items()}
    return replace(
        content,
        lessons=lessons,
        needs=replace(content.needs, checks=checks),
        items={**content.items, item.id: item},
    )


def without_lesson(content: Curriculum, lesson: str) -> Curriculum:
    """The curriculum without a lesson, which its module names no more either."""
    modules = {
        name: replace(module, lessons=tuple(one for one in module.lessons if one != lesson))
        for name, module in content.modules.items()
    }
    lessons = {name: found for name, found in content.lessons.items() if name != lesson}
    return replace(content, modules=modules, lessons=lessons)


def without_check(content: Curriculum, item: Item) -> Curriculum:
    """The curriculum whose needs analysis asks an item no more."""
    checks = {
        unit: tuple(one for one in items if one.id != item.id)
        for unit, items in content.needs.checks.items()
    }
    items = {name: found for name, found in content.items.items() if name != item.id}
    return replace(content, needs=replace(content.needs, checks=checks), items=items)
