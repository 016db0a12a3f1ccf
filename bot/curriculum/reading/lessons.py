"""modules.yaml, quizzes, and the lessons once their Markdown is cut into cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Card, CardKind, Lesson, Module, Quiz
from bot.curriculum.reading import limits
from bot.curriculum.reading.cards import CutCard
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.items import read_item, read_items, read_standing, reference, references
from bot.curriculum.reading.texts import Scope

BODILESS: Final = (CardKind.CHECK, CardKind.TERM)
LONGEST_MINUTES: Final = 60


def read_modules(entry: Entry, scope: Scope) -> list[Module]:
    return [_read_module(module, scope) for module in entry.entries("modules")]


def _read_module(entry: Entry, scope: Scope) -> Module:
    identity = entry.id()
    entry.findings.define("module", identity, entry.place_of("id"))
    texts = scope.at("modules", identity)
    return Module(
        id=identity,
        unit=reference(entry, "unit", "unit"),
        title=texts.phrase(entry, "title", limits.TITLE),
        summary=texts.phrase(entry, "summary", limits.SUMMARY, marked=True),
        lessons=references(entry, "lessons", "lesson"),
        quizzes=references(entry, "quizzes", "quiz", required=False),
    )


def read_quiz(entry: Entry, scope: Scope) -> Quiz:
    identity = entry.id()
    entry.findings.define("quiz", identity, entry.place_of("id"))
    items = tuple(read_items(entry.entries("items"), scope.at("items"), tuple(Kind)))
    return Quiz(
        id=identity,
        version=scope.texts.version,
        unit=reference(entry, "unit", "unit"),
        title=scope.phrase(entry, "title", limits.TITLE),
        summary=scope.phrase(entry, "summary", limits.SUMMARY, marked=True),
        pass_mark=entry.number("pass_mark", 1, 100),
        draw=entry.number("draw", 1, max(1, len(items))),
        items=items,
    )


def read_lesson(front: Entry, cards: Sequence[CutCard], scope: Scope) -> Lesson:
    """A lesson from its front matter and its cards."""
    identity = front.id()
    front.findings.define("lesson", identity, front.place_of("id"))
    judge_file(front, identity, "lesson")
    return Lesson(
        id=identity,
        version=scope.texts.version,
        module=reference(front, "module", "module"),
        outcomes=references(front, "outcomes", "outcome"),
        title=scope.phrase(front, "title", limits.TITLE),
        minutes=front.number("minutes", 1, LONGEST_MINUTES),
        cards=read_cards(identity, cards, scope, tuple(CardKind)),
    )


def judge_file(front: Entry, identity: str, kind: str) -> None:
    """A lesson or guide stands in the file that is named after it."""
    if identity and not front.file.endswith(f"/{identity}.md"):
        problem = f"the {kind} `{identity}` stands in another file"
        front.fault(problem, f"name the file {identity}.md", "id")


def read_cards(
    of: str, cards: Sequence[CutCard], scope: Scope, kinds: Sequence[CardKind]
) -> tuple[Card, ...]:
    """The cards of a lesson or guide; other kinds than these are a fault."""
    _judge_places(of, cards)
    return tuple(_read_card(card, scope.at("cards", card.id), kinds) for card in cards)


def _judge_places(of: str, cards: Sequence[CutCard]) -> None:
    for card in cards:
        if len(f"{of}.{card.id}") > limits.PLACE:
            card.block.fault(
                f"`{of}.{card.id}` is too long for a button",
                f"choose ids of at most {limits.PLACE - 1} characters together",
            )


def _read_card(cut: CutCard, texts: Scope, kinds: Sequence[CardKind]) -> Card:
    block = cut.block
    kind = _card_kind(block, kinds)
    fact = kind is CardKind.FACT
    source, valid_as_of, review_by = read_standing(block) if fact else ("", None, None)
    card = Card(
        id=cut.id,
        kind=kind,
        heading=texts.of(cut.heading, "heading", limits.TITLE),
        body=texts.of(cut.body, "body", limits.BODY, marked=True) if cut.body else None,
        source=source,
        valid_as_of=valid_as_of,
        review_by=review_by,
        item=_check_item(block, texts) if kind is CardKind.CHECK else None,
        term=reference(block, "term", "term") if kind is CardKind.TERM else None,
    )
    if card.body is None and kind not in BODILESS:
        block.fault(f"the card `{card.id}` has no text", "write one below its heading")
    return card


def _card_kind(block: Entry, kinds: Sequence[CardKind]) -> CardKind:
    written = block.word("kind", required=False) or CardKind.TEXT
    if written not in kinds:
        where = "" if written not in tuple(CardKind) else " that can stand here"
        problem = f"`kind: {written}` is no kind of card{where}"
        block.fault(problem, f"use {', '.join(kinds)}", "kind")
        return CardKind.TEXT
    return CardKind(written)


def _check_item(block: Entry, texts: Scope) -> Item | None:
    inner = block.entry("item")
    return read_item(inner, texts.at("item")) if block.has("item") else None
