"""How long texts become on the screens that show them. Rooms above draw these; see `check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase

SCREEN: Final = 900  # characters, as a phone shows them without long scrolling


@dataclass(frozen=True, slots=True)
class ScreenLength:
    """A screen in one language; `of` is the text that a fault is reported at.

    `what` names it for whoever writes the text; `characters` counts all of its text, with heading,
    notes, progress and sources.
    """

    what: str
    of: Phrase
    language: str
    characters: int


DrawScreens: TypeAlias = Callable[[Curriculum], Iterable[ScreenLength]]
