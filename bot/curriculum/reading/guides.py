"""Guides for those who lead trainees: cards as in lessons, with nothing to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.curriculum.lessons import CardKind, Guide, Reader
from bot.curriculum.reading import limits
from bot.curriculum.reading.cards import CutCard
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.lessons import LONGEST_MINUTES, judge_file, read_cards
from bot.curriculum.reading.texts import Scope

KINDS: Final = (CardKind.TEXT, CardKind.CASE, CardKind.FACT)


def read_guide(front: Entry, cards: Sequence[CutCard], scope: Scope) -> Guide:
    """A guide from its front matter and its cards."""
    identity = front.id()
    front.findings.define("guide", identity, front.place_of("id"))
    judge_file(front, identity, "guide")
    return Guide(
        id=identity,
        version=scope.texts.version,
        title=scope.phrase(front, "title", limits.TITLE),
        minutes=front.number("minutes", 1, LONGEST_MINUTES),
        readers=_read_readers(front),
        cards=read_cards(identity, cards, scope, KINDS),
    )


def _read_readers(front: Entry) -> tuple[Reader, ...]:
    found = front.words("readers")
    for reader in found:
        if reader.value not in tuple(Reader):
            problem = f"`{reader.value}` is nobody that guides are written for"
            front.findings.fault(reader.place, problem, f"use {', '.join(Reader)}")
    if front.has("readers") and not found:
        front.fault("a guide for nobody", f"name {', '.join(Reader)}, or some of them", "readers")
    return tuple(reader for reader in Reader if reader in {one.value for one in found})
