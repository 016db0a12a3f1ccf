"""How long the screens of an item become, at the answers that make them longest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from bot.curriculum.items import CaseScene, Item, Kind
from bot.curriculum.lengths import ScreenLength
from bot.items.answers import Answer, Choices, Matches, Order, empty_answer
from bot.items.paths import Path, best_path, go_on, scene_now
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain

# Feedback comes in pages: only its sources can fill one by themselves, all else has its limits.
LONG_SOURCE: Final = 300


def item_lengths(
    words: Words,
    item: Item,
    asked: Callable[[Answer], Screen],
    told: Callable[[Answer, int], Screen],
) -> Iterator[ScreenLength]:
    """As one place asks it: `asked(so_far)` draws the question, `told(answer, page)` the feedback.

    Cases are drawn in each of their scenes.
    """
    for scene, answer in under_way(item):
        what = f"the item `{item.id}`" if scene is None else f"the scene `{scene.id}`"
        of = item.question if scene is None else scene.text
        yield ScreenLength(what, of, words.language, len(plain(asked(answer).text)))
    if len(item.source) > LONG_SOURCE:
        for length in _pages(words, lambda page: told(finished_answer(item), page)):
            what = f"the feedback on `{item.id}`, with its sources,"
            yield ScreenLength(what, item.explanation, words.language, length)


def _pages(words: Words, draw: Callable[[int], Screen]) -> Iterator[int]:
    page, more = 0, True
    while more:
        screen = draw(page)
        yield len(plain(screen.text))
        labels = [button.label for row in screen.rows for button in row]
        page, more = page + 1, words("items.read_on") in labels


def under_way(item: Item) -> list[tuple[CaseScene | None, Answer]]:
    """Answers not yet handed in, whose screens are the longest; those of a case with its scenes."""
    nothing = empty_answer(item)
    match item.kind:
        case Kind.CASE:
            return list(_ways(item))
        case Kind.MULTIPLE:
            answers = [nothing, Choices(frozenset(option.id for option in item.options))]
        case Kind.ORDERING:  # what is placed under its heading, and the rest with what to tap
            answers = [Order((item.steps[0].id,))]
        case Kind.MATCHING:  # each left side beside its right one, the last one in the question
            answers = [Matches(tuple((pair.id, pair.id) for pair in item.pairs[:-1]))]
        case _:
            answers = [nothing]
    return [(None, answer) for answer in answers]


def _ways(item: Item) -> Iterator[tuple[CaseScene, Path]]:
    """A way to every scene of a case."""
    waiting, reached = [Path()], set[str]()
    while waiting:
        path = waiting.pop()
        scene = scene_now(item, path)
        if scene is not None and scene.id not in reached:
            reached.add(scene.id)
            yield scene, path
            waiting += [go_on(item, path, choice.id) for choice in scene.choices]


def finished_answer(item: Item) -> Answer:
    """Any one that can be handed in."""
    match item.kind:
        case Kind.CASE:
            return best_path(item)
        case Kind.ORDERING:
            return Order(tuple(step.id for step in item.steps))
        case Kind.MATCHING:
            return Matches(tuple((pair.id, pair.id) for pair in item.pairs))
        case _:
            return Choices(frozenset({item.options[0].id}))
