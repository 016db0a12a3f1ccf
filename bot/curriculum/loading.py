"""From a content folder to a curriculum, or to the list of everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

from bot.curriculum.checking.days import judge_days
from bot.curriculum.checking.guessing import judge_guessing
from bot.curriculum.checking.lengths import judge_screens
from bot.curriculum.checking.places import Places
from bot.curriculum.checking.terms import judge_terms
from bot.curriculum.checking.texts import judge_texts
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import ContentFaults, Fault, Severity
from bot.curriculum.lengths import DrawScreens, ScreenLength
from bot.curriculum.reading.content import read_content
from bot.curriculum.reading.findings import Findings
from bot.curriculum.reading.folder import Folder

CHECKOUT: Final = Path(__file__).parents[2]


def default_folder() -> Folder:
    """`content/` beside `bot/` in a checkout, or else as the installed package carries it."""
    beside = CHECKOUT / "content"
    return beside if beside.is_dir() else resources.files("bot") / "_content"


def load(folder: Folder) -> Curriculum:
    """The whole content, ready for use. Raises ContentFaults with every fault, never a first one.

    What only `check` looks at (Markdown, days) does not keep a program from starting.
    """
    curriculum, findings = read_content(folder)
    faults = [fault for fault in _in_order(findings) if fault.severity is Severity.FAULT]
    if faults:
        raise ContentFaults(faults)
    return curriculum


def no_screens(_: Curriculum) -> tuple[ScreenLength, ...]:
    """Draws nothing: for checks of texts alone."""
    return ()


def check(folder: Folder, today: date, draw: DrawScreens = no_screens) -> list[Fault]:
    """Every fault and note, by file and line.

    `draw` draws the screens of a curriculum. Screens and keys of quizzes are judged once all that
    is read is without a fault.
    """
    with _no_collections():
        return _check(folder, today, draw)


@contextmanager
def _no_collections() -> Generator[None]:
    """While much is made that stays: looking for garbage in it would take a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _check(folder: Folder, today: date, draw: DrawScreens) -> list[Fault]:
    curriculum, findings = read_content(folder)
    if not any(fault.severity is Severity.FAULT for fault in findings.faults):
        places = Places(findings)
        judge_guessing(findings, places, curriculum.quizzes.values())
        judge_screens(findings, places, draw(curriculum))
        judge_terms(findings, curriculum.terms.values())
    judge_texts(findings)
    judge_days(findings, today)
    return _in_order(findings)


def _in_order(findings: Findings) -> list[Fault]:
    return sorted(set(findings.faults))
