"""An item as it is asked: the parts in the text, their letters on the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.curriculum.items import Item, Kind
from bot.items.answers import (
    Answer,
    Choices,
    Matches,
    Order,
    encode_answer,
    is_complete,
    next_left,
    place_next,
    take_back,
    toggle,
)
from bot.items.paths import Path
from bot.items.screens.cases import case_screen
from bot.items.screens.parts import AnswerTo, lettered, phrase_of, translation_note
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen
from bot.kit.text import Text, bold, italic, lines, paragraphs, text

TICKED: Final = "☑"
NOT_TICKED: Final = "☐"


def item_screen(
    words: Words,
    item: Item,
    answer: Answer,
    *,
    seed: str,
    to: AnswerTo,
    header: Text = (),
    extra: Rows = (),
) -> Screen:
    """The question with what is answered so far; `to(code, done)` is where a button leads."""
    if isinstance(answer, Path):
        return case_screen(words, item, answer, seed=seed, to=to, header=header, extra=extra)
    asked = _Asked(words, item, answer, lettered(item, seed), to)
    match answer:
        case Choices():
            body, rows = asked.choices(answer)
        case Order():
            body, rows = asked.order(answer)
        case Matches():
            body, rows = asked.matches(answer)
    question = bold(item.question.text(words.language).rich)
    shown = paragraphs(header, translation_note(words, item), question, body)
    return Screen(shown, (*rows, *extra))


@dataclass(frozen=True, slots=True)
class _Asked:
    words: Words
    item: Item
    answer: Answer
    letters: Mapping[str, str]
    to: AnswerTo

    def choices(self, answer: Choices) -> tuple[Text, Rows]:
        if self.item.kind is Kind.MULTIPLE:
            return self._multiple(answer)
        if self.item.kind is Kind.TRUE_FALSE:
            return (), (
                tuple(self._chosen_at_once(part, self._plain(part)) for part in self.letters),
            )
        body = paragraphs(self._listed(self.letters), italic(self.words.text("items.choose_one")))
        return body, (tuple(self._chosen_at_once(*pair) for pair in self.letters.items()),)

    def _chosen_at_once(self, part: str, label: str) -> Button:
        return self._button(label, toggle(self.item, self.answer, part), done=True)

    def _multiple(self, answer: Choices) -> tuple[Text, Rows]:
        """Ticks for the eye, and the same as a sentence for the ear."""
        chosen = [letter for part, letter in self.letters.items() if part in answer.chosen]
        marks = {part: TICKED if part in answer.chosen else NOT_TICKED for part in self.letters}
        listed = lines(*(text(f"{marks[part]} ", self._line(part)) for part in self.letters))
        state = (
            self.words.text("items.chosen", letters=self.words.listing(chosen))
            if chosen
            else italic(self.words.text("items.choose_all"))
        )
        buttons = tuple(
            self._button(
                f"{TICKED} {letter}" if letter in chosen else letter,
                toggle(self.item, answer, part),
            )
            for part, letter in self.letters.items()
        )
        return paragraphs(listed, state), (buttons, *self._closing())

    def order(self, answer: Order) -> tuple[Text, Rows]:
        """What is placed already, then what is left to place."""
        placed = lines(
            *(text(f"{n}. ", self._rich(part)) for n, part in enumerate(answer.placed, start=1))
        )
        built = lines(bold(self.words.text("items.your_order")), placed) if placed else ()
        left = [part for part in self.letters if part not in answer.placed]
        asked = self.words.text("items.tap_next" if placed else "items.tap_first")
        told = italic(asked) if left else self._ready()
        return paragraphs(built, self._listed(left), told), self._placing(left)

    def matches(self, answer: Matches) -> tuple[Text, Rows]:
        """The pairs made, then the left side whose partner is asked for."""
        lefts = {pair.id: pair.left.text(self.words.language).rich for pair in self.item.pairs}
        made = lines(
            *(text("• ", lefts[left], " – ", self._rich(right)) for left, right in answer.made)
        )
        built = lines(bold(self.words.text("items.your_pairs")), made) if made else ()
        free = [part for part in self.letters if part not in dict(answer.made).values()]
        left = next_left(self.item, answer)
        if left is None:
            return paragraphs(built, self._ready()), self._placing([])
        place = {"n": len(answer.made) + 1, "of": len(lefts), "left": bold(lefts[left])}
        asked = self.words.text("items.which_belongs", **place)
        return paragraphs(built, asked, self._listed(free)), self._placing(free)

    def _placing(self, free: list[str]) -> Rows:
        buttons = tuple(
            self._button(self.letters[part], place_next(self.item, self.answer, part))
            for part in free
        )
        return (*((buttons,) if buttons else ()), *self._closing())

    def _closing(self) -> Rows:
        """*Undo* once something is placed, *Check* once all is there."""
        row: list[Button] = []
        before = take_back(self.answer)
        if before != self.answer:
            row.append(self._button(self.words("items.undo"), before))
        if is_complete(self.item, self.answer):
            row.append(self._button(self.words("items.check"), self.answer, done=True))
        return (tuple(row),) if row else ()

    def _button(self, label: str, after: Answer, *, done: bool = False) -> Button:
        return Button(label, self.to(encode_answer(self.item, after), done))

    def _ready(self) -> Text:
        return italic(self.words.text("items.ready"))

    def _listed(self, parts: Mapping[str, str] | list[str]) -> Text:
        return lines(*(self._line(part) for part in parts))

    def _line(self, part: str) -> Text:
        return text(f"{self.letters[part]}. ", self._rich(part))

    def _rich(self, part: str) -> Text:
        known = {known.id: known for known in self.item.parts}
        return phrase_of(known[part]).text(self.words.language).rich

    def _plain(self, part: str) -> str:
        known = {known.id: known for known in self.item.parts}
        return phrase_of(known[part]).text(self.words.language).text
