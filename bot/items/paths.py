"""The way through a case: choice after choice, each in the scene that the one before led to.

There is no going back, as in life: a choice that is taken stays taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.curriculum.items import CaseChoice, CaseScene, Item

DIGITS: Final = "0123456789"


@dataclass(frozen=True, slots=True)
class Path:
    """Ids of the choices taken so far, first one first."""

    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice that was taken, and the scene it was taken in."""

    scene: CaseScene
    choice: CaseChoice


def steps_of(item: Item, path: Path) -> tuple[Taken, ...]:
    """Each choice with its scene. Raises ValueError for a path that the case does not have."""
    return tuple(_steps(item, path.chosen))


def _steps(item: Item, chosen: tuple[str, ...]) -> Iterator[Taken]:
    scene = first_scene(item)
    for name in chosen:
        choice = _choice(scene, name)
        if scene is None or choice is None:
            raise ValueError(f"{item.id} has no choice {name!r} there")
        yield Taken(scene, choice)
        scene = _scene(item, choice.leads)


def first_scene(item: Item) -> CaseScene | None:
    """Where the case begins; nothing for another kind of item."""
    return item.scenes[0] if item.scenes else None


def scene_now(item: Item, path: Path) -> CaseScene | None:
    """The scene that waits for a choice; nothing once the case has ended. Raises ValueError."""
    steps = steps_of(item, path)
    return _scene(item, steps[-1].choice.leads) if steps else first_scene(item)


def go_on(item: Item, path: Path, choice: str) -> Path:
    """The path after a choice. Raises ValueError where the scene that waits has no such choice."""
    further = Path((*path.chosen, choice))
    steps_of(item, further)
    return further


def continues(path: Path, kept: Path) -> bool:
    """Whether a path goes on from one that was taken, or is that one."""
    return path.chosen[: len(kept.chosen)] == kept.chosen


def best_path(item: Item) -> Path:
    """The first right choice in every scene on the way."""
    path = Path()
    while (scene := scene_now(item, path)) is not None:
        path = go_on(item, path, best_choice(scene).id)
    return path


def best_choice(scene: CaseScene) -> CaseChoice:
    """A right choice; each scene has one."""
    return next(choice for choice in scene.choices if choice.correct)


def path_code(item: Item, path: Path) -> str:
    """A digit a choice: its place in its scene, from 0. Raises ValueError."""
    return "".join(
        DIGITS[taken.scene.choices.index(taken.choice)] for taken in steps_of(item, path)
    )


def path_from(item: Item, code: str) -> Path:
    """The inverse of `path_code`. Raises ValueError for what it never returns."""
    path = Path()
    for digit in code:
        scene, place = scene_now(item, path), DIGITS.find(digit)
        if scene is None or not 0 <= place < len(scene.choices):
            raise ValueError(f"{item.id} has no choice {digit!r} there")
        path = go_on(item, path, scene.choices[place].id)
    return path


def _choice(scene: CaseScene | None, name: str) -> CaseChoice | None:
    choices = scene.choices if scene else ()
    return next((choice for choice in choices if choice.id == name), None)


def _scene(item: Item, name: str | None) -> CaseScene | None:
    return next((scene for scene in item.scenes if scene.id == name), None)
