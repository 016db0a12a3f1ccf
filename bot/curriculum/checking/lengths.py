"""Screens that texts make too long, once heading, progress, notes and sources stand on them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.curriculum.checking.places import Places
from bot.curriculum.lengths import SCREEN, ScreenLength
from bot.curriculum.reading.findings import Findings


def judge_screens(findings: Findings, places: Places, drawn: Iterable[ScreenLength]) -> None:
    """At the text in the language that does not fit, or the English one where that is shown."""
    for screen in drawn:
        if screen.characters > SCREEN:
            problem = (
                f"{screen.what} takes {screen.characters} characters on the screen in "
                f"`{screen.language}` where {SCREEN} fit"
            )
            place = places.of(screen.of, screen.language)
            findings.fault(place, problem, f"cut {screen.characters - SCREEN}")
