"""From a content folder to a curriculum, or to the list of everything that is wrong with it."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

from bot.curriculum import markup
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import ContentFaults, Fault, Severity
from bot.curriculum.reading.content import read_content
from bot.curriculum.reading.findings import Findings, Located, Place
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


def check(folder: Folder, today: date) -> list[Fault]:
    """Every fault and note, by file and line."""
    _, findings = read_content(folder)
    for standing in findings.phrases:
        for found in standing.located.values():
            _judge_markup(findings, found, marked=standing.phrase.marked)
    _judge_days(findings, today)
    return _in_order(findings)


def _in_order(findings: Findings) -> list[Fault]:
    return sorted(set(findings.faults))


def _judge_markup(findings: Findings, written: Located, *, marked: bool) -> None:
    parsed = markup.parse(written.value)
    for found in parsed.faults:
        place = Place(written.place.file, written.place.line + found.line)
        findings.fault(place, f"{found.problem} is not possible here", markup.ALLOWED)
    if not marked and not parsed.faults and parsed.nodes != (written.value,):
        findings.fault(written.place, "formatting is not possible here", "write plain words")


def _judge_days(findings: Findings, today: date) -> None:
    for dated in findings.dated:
        if dated.valid_as_of and dated.valid_as_of > today:
            problem = f"valid_as_of {dated.valid_as_of} is still to come"
            findings.fault(dated.checked_at, problem, "write the day on which it was checked")
        if dated.review_by and dated.review_by <= today:
            problem = f"withdrawn since {dated.review_by}"
            findings.note(dated.reviewed_at, problem, "check the fact, then set both days anew")
