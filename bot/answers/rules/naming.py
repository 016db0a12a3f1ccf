"""What in a text may say who somebody is: names, addresses, numbers. A person decides each.

Too much is pointed out rather than too little: what names nobody is said to, once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.answers.rules.folding import folded
from bot.answers.rules.published import Answer, Helped, Worded

LEFT_OUT: Final = "…"
_ADDRESS: Final = re.compile(
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?t\.me/\S+|(?<!\w)@\w{4,}"
)
_NUMBER: Final = re.compile(r"\+?\d(?:[\s()./-]{0,2}\d){6,}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# In German, where every noun has a capital letter, a name is known by what stands before it.
_TITLE: Final = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.)\s+(?:[A-ZÄÖÜ][\w-]*\s+)?$|(?<!\w)…\s+$")
# Behind a word an ellipsis may end a sentence; one that stands for a name does not.
_ENDS: Final = re.compile(r"(?:^|[.!?;:·\n“„«\"•-]|\w…)\s*$")
SHORTEST_NAME: Final = 2
ENDING: Final = 2  # letters by which a form of a name may differ from it


class Kind(StrEnum):
    """What it looks like."""

    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the question or the answer of one language, to be decided."""

    language: str
    in_answer: bool
    start: int
    end: int
    word: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Making:
    """An answer as those see it who look after it."""

    answer: Answer
    spots: Sequence[Spot]
    helped: Helped


def spots_of(answer: Answer, names: Iterable[str], known: Collection[str]) -> list[Spot]:
    """What is to be decided before what waits is published, language by language.

    `names` are those of whoever asked, answered, or learns with them; `known` are words of what is
    taught, which name nobody.
    """
    parts = frozenset(part for name in names for part in folded(name, "en").split())
    return [
        spot
        for language in sorted(answer.waiting)
        for spot in _in_text(answer.waiting[language], parts, known)
        if folded(spot.word, "en") not in answer.cleared
    ]


def _in_text(worded: Worded, parts: Collection[str], known: Collection[str]) -> Iterator[Spot]:
    for in_answer, written in ((False, worded.question), (True, worded.answer)):
        for start, end, kind in _found(written, worded.language, parts, known):
            yield Spot(worded.language, in_answer, start, end, written[start:end], kind)


def _found(
    written: str, language: str, parts: Collection[str], known: Collection[str]
) -> list[tuple[int, int, Kind]]:
    found = [(one.start(), one.end(), Kind.ADDRESS) for one in _ADDRESS.finditer(written)]
    found += [(one.start(), one.end(), Kind.NUMBER) for one in _NUMBER.finditer(written)]
    taken = [range(start, end) for start, end, _ in found]
    for one in _WORD.finditer(written):
        if any(one.start() in span for span in taken):
            continue
        if _is_name(one[0], written[: one.start()], language, parts, known):
            found.append((one.start(), one.end(), Kind.NAME))
    return sorted(found)


def _is_name(
    word: str, before: str, language: str, parts: Collection[str], known: Collection[str]
) -> bool:
    if len(word) < SHORTEST_NAME:
        return False
    plain = folded(word, "en")
    if any(part in parts for part in plain.split()):
        return True
    if not word[0].isupper() or word.isupper():
        return False
    if any(_is_form_of(plain, part) for part in parts):
        return True
    if language == "de":
        return _TITLE.search(before) is not None
    return plain not in known and not _ENDS.search(before)


def _is_form_of(word: str, part: str) -> bool:
    """*Νίκο* of *Νίκος*, *Aminas* of *Amina*."""
    root = part[: max(3, len(part) - ENDING)]
    return len(part) > 3 and word.startswith(root) and abs(len(word) - len(part)) <= ENDING


def without(worded: Worded, spot: Spot) -> Worded:
    """The text with an ellipsis in the spot's place."""
    written = worded.answer if spot.in_answer else worded.question
    written = f"{written[: spot.start]}{LEFT_OUT}{written[spot.end :]}"
    if spot.in_answer:
        return Worded(worded.language, worded.question, written)
    return Worded(worded.language, written, worded.answer)
