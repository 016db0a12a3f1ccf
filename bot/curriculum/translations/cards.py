"""Texts put into a lesson or guide in another language, card by card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.curriculum.reading.cards import BLOCK_CLOSES, BLOCK_OPENS, CUT, HEADING
from bot.curriculum.reading.texts import Path
from bot.curriculum.translations.mappings import edit_mapping, write_mapping

Texts = Mapping[Path, str | int]


def write_lesson(texts: Texts, order: Sequence[Path]) -> str:
    """A whole file: front matter, and the cards in the order of the source."""
    front = {path: text for path, text in texts.items() if path[0] != "cards"}
    cards = (_new_card(card, texts) for card in _cards(order) if _has(texts, card))
    return f"{CUT}\n{write_mapping(front)}{CUT}\n" + f"\n{CUT}\n".join(cards)


def edit_lesson(written: str, texts: Texts, order: Sequence[Path]) -> str:
    """The file with these texts in it. Raises ValueError where that cannot be done."""
    parts = _cut(written)
    if len(parts) < 2:
        raise ValueError("no front matter")
    front = {path: text for path, text in texts.items() if path[0] != "cards"}
    if front:
        parts[1] = edit_mapping(parts[1], front, [path for path in order if path[0] != "cards"])
    cards = [_Card.read(part) for part in parts[2:]]
    for card in cards:
        card.change(texts, order)
    for identity in _cards(order):
        if _has(texts, identity) and identity not in (card.id for card in cards):
            _insert(cards, identity, _new_card(identity, texts), _cards(order))
    return f"{CUT}\n".join([*parts[:2], *(card.written for card in cards)])


def _cut(written: str) -> list[str]:
    """What stands between the lines that cut cards, each with its line ends."""
    lines = written.splitlines(keepends=True)
    cuts = [index for index, line in enumerate(lines) if line.rstrip() == CUT]
    edges = [-1, *cuts, len(lines)]
    return ["".join(lines[start + 1 : end]) for start, end in pairwise(edges)]


def _cards(order: Sequence[Path]) -> list[str]:
    return list(dict.fromkeys(path[1] for path in order if path[0] == "cards"))


def _has(texts: Texts, card: str) -> bool:
    return any(path[:2] == ("cards", card) for path in texts)


def _of_card(texts: Texts, card: str) -> dict[Path, str | int]:
    """The texts of its block."""
    own = ("cards", card)
    return {path[2:]: text for path, text in texts.items() if path[:2] == own and len(path) > 3}


def _new_card(card: str, texts: Texts) -> str:
    lines = [f"## {texts['cards', card, 'heading']} {{#{card}}}"]
    if block := _of_card(texts, card):
        lines += [BLOCK_OPENS, write_mapping(block).rstrip("\n"), BLOCK_CLOSES]
    body = texts.get(("cards", card, "body"))
    return "\n".join([*lines, *([str(body)] if body is not None else [])]) + "\n"


def _insert(cards: list[_Card], identity: str, new: str, order: Sequence[str]) -> None:
    """Behind the nearest card that stands before it in the source."""
    before = set(order[: order.index(identity)])
    at = max((place for place, card in enumerate(cards, 1) if card.id in before), default=0)
    if at:
        cards[at - 1].written = cards[at - 1].written.rstrip("\n") + "\n\n"
    cards.insert(at, _Card(identity, new if at == len(cards) else f"{new}\n"))


@dataclass(slots=True)
class _Card:
    """One card as it stands in the file, between two cuts."""

    id: str
    written: str

    @classmethod
    def read(cls, written: str) -> _Card:
        match = HEADING.fullmatch(written.strip().split("\n")[0].rstrip())
        return cls(match["id"] if match else "", written)

    def change(self, texts: Texts, order: Sequence[Path]) -> None:
        if not self.id or not _has(texts, self.id):
            return
        lines = self.written.split("\n")
        head = next(index for index, line in enumerate(lines) if line.strip())
        if heading := texts.get(("cards", self.id, "heading")):
            lines[head] = f"## {heading} {{#{self.id}}}"
        start, end = _block(lines, head)
        block = list(self._changed_block(lines[start:end], texts, order))
        body = self._changed_body(lines[end:], texts)
        self.written = "\n".join([*lines[:start], *block, *body])

    def _changed_block(
        self, lines: list[str], texts: Texts, order: Sequence[Path]
    ) -> Iterator[str]:
        new = _of_card(texts, self.id)
        if not new:
            yield from lines
        elif lines:
            inner, paths = (
                "\n".join(lines[1:-1]) + "\n",
                list(_of_card(dict.fromkeys(order, ""), self.id)),
            )
            edited = edit_mapping(inner, new, paths)
            yield from [lines[0], edited.removesuffix("\n"), lines[-1]]
        else:
            yield from [BLOCK_OPENS, write_mapping(new).removesuffix("\n"), BLOCK_CLOSES]

    def _changed_body(self, lines: list[str], texts: Texts) -> list[str]:
        new = texts.get(("cards", self.id, "body"))
        if new is None:
            return lines
        filled = [index for index, line in enumerate(lines) if line.strip()]
        if not filled:
            return [str(new), *(lines or [""])]
        return [*lines[: filled[0]], str(new), *lines[filled[-1] + 1 :]]


def _block(lines: list[str], head: int) -> tuple[int, int]:
    """Where the block of a card begins and ends; both behind the heading where there is none."""
    first = next((i for i in range(head + 1, len(lines)) if lines[i].strip()), len(lines))
    if first == len(lines) or lines[first].rstrip() != BLOCK_OPENS:
        return head + 1, head + 1
    closes = (i for i in range(first, len(lines)) if lines[i].rstrip() == BLOCK_CLOSES)
    return first, next(closes, len(lines) - 1) + 1
