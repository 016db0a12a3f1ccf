"""How texts are marked up, and the addresses that stand in them and in sources."""

from __future__ import annotations

import re
from typing import Final

from bot.curriculum import markup
from bot.curriculum.reading.esco import CONCEPT, REMEDY
from bot.curriculum.reading.findings import Findings, Located, Place

ESCO_IN_TEXT: Final = re.compile(
    r"https?://data\.europa\.eu/esco/(?:skill|occupation)/[^\s)\]>\"',;]*"
)
BARE_ADDRESS: Final = re.compile(r"(?<![\w/.@-])www\.\w[\w.-]*\w")


def judge_texts(findings: Findings) -> None:
    """Every text in every language, and every source."""
    for standing in findings.phrases:
        for found in standing.located.values():
            _judge_markup(findings, found, marked=standing.phrase.marked)
            _judge_esco(findings, found)
    for source in findings.sources:
        _judge_esco(findings, source)
        _judge_source(findings, source)


def _judge_markup(findings: Findings, written: Located, *, marked: bool) -> None:
    parsed = markup.parse(written.value)
    for found in parsed.faults:
        place = _below(written.place, found.line)
        findings.fault(place, f"{found.problem} is not possible here", found.remedy)
    if not marked and not parsed.faults and parsed.nodes != (written.value,):
        findings.fault(written.place, "formatting is not possible here", "write plain words")


def _judge_esco(findings: Findings, written: Located) -> None:
    """A link to a skill or an occupation names it to the last digit."""
    if "/esco/" not in written.value:
        return
    for found in ESCO_IN_TEXT.finditer(written.value):
        address = found.group().rstrip(".:")
        if not CONCEPT.fullmatch(address.replace("https:", "http:", 1)):
            line = written.value.count("\n", 0, found.start())
            findings.fault(_below(written.place, line), f"`{address}` is no id of ESCO", REMEDY)


def _judge_source(findings: Findings, source: Located) -> None:
    """Only what begins with https:// becomes a link under its name."""
    for found in BARE_ADDRESS.finditer(source.value):
        problem = f"`{found.group()}` would not become a link"
        findings.fault(source.place, problem, f"write https://{found.group()}")


def _below(place: Place, lines: int) -> Place:
    return Place(place.file, place.line + lines)
