"""The Markdown of a lesson, cut into front matter and cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.curriculum.reading.entries import ID, ID_LENGTH, Entry, open_yaml
from bot.curriculum.reading.findings import Findings, Located, Place

CUT: Final = "---"
HEADING: Final = re.compile(r"## (?P<heading>\S.*?)\s*\{#(?P<id>[^}]*)\}")
ALMOST_CUT: Final = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|[—–]+)")
SEAM_BEGINS: Final = re.compile(r"[\s#~*_—–-]")  # most lines do not: they need no closer look
BLOCK_OPENS: Final = "~~~card"
BLOCK_CLOSES: Final = "~~~"
HEADING_REMEDY: Final = "begin it with `## Heading {#id}`"


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file; `above` counts those before them."""

    lines: tuple[str, ...]
    above: int

    @property
    def number(self) -> int:
        """The number of the first line."""
        return self.above + 1

    def after(self, count: int) -> Lines:
        return Lines(self.lines[count:], self.above + count)

    def stripped(self) -> Lines:
        """Without the empty lines at the top."""
        blank = next((i for i, line in enumerate(self.lines) if line.strip()), len(self.lines))
        return self.after(blank)

    def text(self) -> str:
        return "\n".join(self.lines).rstrip()


@dataclass(frozen=True, slots=True)
class CutCard:
    """One card as it stands in the file; `block` is empty where there is none."""

    id: str
    heading: Located
    block: Entry
    body: Located | None


def cut_lesson(findings: Findings, file: str, written: str) -> tuple[Entry, list[CutCard]]:
    """The front matter and the cards of a lesson, in the source or a translation."""
    parts = _cut(written.splitlines())
    if fault := _front_fault(file, parts):
        findings.fault(*fault, "begin the file with `---`, the keys, and `---` again")
        return Entry(findings, file, None, 0), []
    front = open_yaml(findings, file, parts[1].text(), parts[1].above)
    cards = (_read(findings, file, part) for part in parts[2:])
    return front, _with_own_ids(findings, [card for card in cards if card])


def _front_fault(file: str, parts: list[Lines]) -> tuple[Place, str] | None:
    if len(parts) == 1 or parts[0].text():
        return Place(file, 1), "no front matter"
    cards = (i for i, line in enumerate(parts[1].lines) if line.startswith("## "))
    first_card = next(cards, None)
    if len(parts) > 2 and first_card is None:
        return None
    line = parts[1].number + first_card if first_card is not None else 1
    return Place(file, line), "the front matter is not closed"


def _cut(lines: list[str]) -> list[Lines]:
    cuts = [i for i, line in enumerate(lines) if line.rstrip() == CUT]
    edges = [-1, *cuts, len(lines)]
    return [Lines(tuple(lines[start + 1 : end]), start + 1) for start, end in pairwise(edges)]


def _read(findings: Findings, file: str, part: Lines) -> CutCard | None:
    rest = part.stripped()
    if not rest.lines:
        place = Place(file, max(part.above, 1))
        findings.fault(place, "an empty card", "remove this `---`, or write the card below it")
        return None
    match = HEADING.fullmatch(rest.lines[0].rstrip())
    place = Place(file, rest.number)
    if match is None:
        findings.fault(place, "a card begins without its heading", HEADING_REMEDY)
        return None
    identity = _checked_id(findings, place, match["id"])
    block, body = _block(findings, place, rest.after(1).stripped())
    return CutCard(identity, Located(match["heading"], place), block, _body(findings, file, body))


def _checked_id(findings: Findings, place: Place, identity: str) -> str:
    if not ID.fullmatch(identity) or len(identity) > ID_LENGTH:
        remedy = f"use a-z, 0-9, `.` and `-` only, at most {ID_LENGTH} characters"
        findings.fault(place, f"`{identity}` is no id", remedy)
    return identity


def _block(findings: Findings, heading: Place, rest: Lines) -> tuple[Entry, Lines]:
    """The YAML of the card, and the lines after it."""
    if not rest.lines or rest.lines[0].rstrip() != BLOCK_OPENS:
        empty = Entry(findings, heading.file, None, 0)
        empty.place = heading
        return empty, rest
    ends = [i for i, line in enumerate(rest.lines) if line.rstrip() == BLOCK_CLOSES]
    if not ends:
        place = Place(heading.file, rest.number)
        findings.fault(place, "`~~~card` is not closed", "write `~~~` below its last key")
        ends = [len(rest.lines)]
    inner = "\n".join(rest.lines[1 : ends[0]])
    block = open_yaml(findings, heading.file, inner, rest.number)
    block.place = heading
    return block, rest.after(ends[0] + 1)


def _body(findings: Findings, file: str, rest: Lines) -> Located | None:
    """The text of the card. What belongs between cards is reported and left out."""
    kept = Lines(tuple(_without_seams(findings, file, rest)), rest.above).stripped()
    return Located(kept.text(), Place(file, kept.number)) if kept.lines else None


def _without_seams(findings: Findings, file: str, rest: Lines) -> Iterator[str]:
    for number, line in enumerate(rest.lines, rest.number):
        seam = _seam(line)
        if seam is not None:
            findings.fault(Place(file, number), *seam)
        yield line if seam is None else ""


def _seam(line: str) -> tuple[str, str] | None:
    """What is wrong with a line that belongs between cards, and what to do."""
    if not SEAM_BEGINS.match(line):
        return None
    if line.startswith("## "):
        return "a heading inside a card", "write `---` on the line before it"
    if line.rstrip() == BLOCK_OPENS:
        return "`~~~card` below the text", "put it right below the heading"
    if ALMOST_CUT.fullmatch(line):
        problem = f"`{line.strip()}` does not cut cards"
        return problem, "write exactly `---` at the start of the line"
    return None


def _with_own_ids(findings: Findings, cards: list[CutCard]) -> list[CutCard]:
    seen: set[str] = set()
    for card in cards:
        if card.id in seen:
            problem = f"the card id `{card.id}` is used twice in one lesson"
            findings.fault(card.heading.place, problem, "give this card an id of its own")
        seen.add(card.id)
    return cards
