"""modules.yaml, quizzes, and the lessons once their Markdown is cut into cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Card, CardKind, Lesson, Module, Quiz
from bot.curriculum.reading import limits
from bot.curriculum.reading.cards import CutCard
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.items import judge_days, read_item, read_items, references
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
        unit=_reference(entry, "unit", "unit"),
        title=texts.phrase(entry, "title", limits.TITLE),
        summary=texts.phrase(entry, "summary", limits.SUMMARY, marked=True),
        lessons=references(entry, "lessons", "lesson"),
        quizzes=references(entry, "quizzes", "quiz", required=False),
    )


def _reference(entry: Entry, key: str, kind: str) -> str:
    found = entry.text(key)
    if found is None:
        return ""
    entry.findings.refer(kind, found.value, found.place)
    return found.value


def read_quiz(entry: Entry, scope: Scope) -> Quiz:
    identity = entry.id()
    entry.findings.define("quiz", identity, entry.place_of("id"))
    items = tuple(read_items(entry.entries("items"), scope.at("items"), tuple(Kind)))
    return Quiz(
        id=identity,
        version=scope.texts.version,
        unit=_reference(entry, "unit", "unit"),
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
    if identity and not front.file.endswith(f"/{identity}.md"):
        front.fault(
            f"the lesson `{identity}` stands in another file", f"name the file {identity}.md", "id"
        )
    _judge_places(identity, cards)
    return Lesson(
        id=identity,
        version=scope.texts.version,
        module=_reference(front, "module", "module"),
        outcomes=references(front, "outcomes", "outcome"),
        title=scope.phrase(front, "title", limits.TITLE),
        minutes=front.number("minutes", 1, LONGEST_MINUTES),
        cards=tuple(_read_card(card, scope.at("cards", card.id)) for card in cards),
    )


def _judge_places(lesson: str, cards: Sequence[CutCard]) -> None:
    for card in cards:
        if len(f"{lesson}.{card.id}") > limits.PLACE:
            card.block.fault(
                f"`{lesson}.{card.id}` is too long for a button",
                f"choose ids of at most {limits.PLACE - 1} characters together",
            )


def _read_card(cut: CutCard, texts: Scope) -> Card:
    block = cut.block
    kind = _card_kind(block)
    fact = kind is CardKind.FACT
    card = Card(
        id=cut.id,
        kind=kind,
        heading=texts.of(cut.heading, "heading", limits.TITLE),
        body=texts.of(cut.body, "body", limits.BODY, marked=True) if cut.body else None,
        source=block.word("source") if fact else "",
        valid_as_of=block.day("valid_as_of") if fact else None,
        review_by=block.day("review_by", required=False) if fact else None,
        item=_check_item(block, texts) if kind is CardKind.CHECK else None,
        term=_reference(block, "term", "term") if kind is CardKind.TERM else None,
    )
    _judge_card(cut, card)
    return card


def _card_kind(block: Entry) -> CardKind:
    written = block.word("kind", required=False) or CardKind.TEXT
    if written not in tuple(CardKind):
        block.fault(f"`kind: {written}` is no kind of card", f"use {', '.join(CardKind)}", "kind")
        return CardKind.TEXT
    return CardKind(written)


def _check_item(block: Entry, texts: Scope) -> Item | None:
    inner = block.entry("item")
    return read_item(inner, texts.at("item")) if block.has("item") else None


def _judge_card(cut: CutCard, card: Card) -> None:
    if card.kind is CardKind.FACT:
        judge_days(cut.block, card.valid_as_of, card.review_by)
    if cut.body is None and card.kind not in BODILESS:
        cut.block.fault(f"the card `{card.id}` has no text", "write one below its heading")
