"""An item explained after its answer: right or not in words, why, and where the fact stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.curriculum.items import Item, Kind
from bot.items.answers import Answer, Choices, Matches, Order
from bot.items.paths import Path
from bot.items.rules import Feedback, Score, Verdict, feedback, score
from bot.items.screens.cases import way_told
from bot.items.screens.parts import LONGEST, lettered, phrase_of, source_note, translation_note
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, plain, text


def feedback_screen(
    words: Words,
    item: Item,
    answer: Answer,
    *,
    seed: str,
    rows: Rows,
    more: Callable[[int], Address],
    page: int = 0,
    header: Text = (),
) -> Screen:
    """What was right and what not, and why. `more(page)` leads to a page of it, counted from 0.

    Where all of it would be too long for a phone, the question is left out first, then the words
    on what was rightly chosen (but not those on the way through a case); what is still too long
    comes in pages.
    """
    shown = _Explained(words, item, answer, lettered(item, seed))
    pages = _pages(header, shown)
    at = min(max(page, 0), len(pages) - 1)
    onward = Button(words("items.read_on"), more(at + 1)) if at + 1 < len(pages) else None
    return Screen(pages[at], (*button_rows(onward), *rows))


def _pages(header: Text, shown: _Explained) -> list[Text]:
    """One if it fits, else all that there is to say except for the question."""
    blocks = shown.blocks()
    for draft in ([shown.question(), *blocks], blocks, shown.blocks(all_parts=False)):
        whole = paragraphs(header, shown.verdict(), *draft)
        if len(plain(whole)) <= LONGEST:
            return [whole]
    pages = [paragraphs(header, shown.verdict())]
    for block in blocks:
        longer = paragraphs(pages[-1], block)
        if len(plain(longer)) <= LONGEST:
            pages[-1] = longer
        else:
            pages.append(paragraphs(header, block))
    return pages


def verdict_text(words: Words, of: Score) -> Text:
    """Right, partly right or not right, in words."""
    if of.right:
        return words.text("items.right")
    return words.text("items.partly_right" if of.points else "items.not_right")


@dataclass(frozen=True, slots=True)
class _Explained:
    words: Words
    item: Item
    answer: Answer
    letters: Mapping[str, str]

    def verdict(self) -> Text:
        judged = verdict_text(self.words, score(self.item, self.answer))
        return paragraphs(bold(judged), translation_note(self.words, self.item))

    def question(self) -> Text:
        return self.item.question.text(self.words.language).rich

    def blocks(self, *, all_parts: bool = True) -> list[Text]:
        """What can stand on pages of its own: the parts, the explanation, where the fact stands."""
        spoken = [f for f in feedback(self.item, self.answer) if all_parts or not f.verdict.right]
        explanation = self.item.explanation.text(self.words.language).rich
        return [*self._parts(spoken), explanation, source_note(self.words, self.item)]

    def _parts(self, spoken: list[Feedback]) -> list[Text]:
        match self.answer:
            case Choices():
                return [self._option(said) for said in spoken]
            case Order():
                return self._order(spoken, self.answer)
            case Matches():
                return self._pairs(spoken, self.answer)
            case Path():
                return way_told(self.words, self.item, self.answer)

    def _option(self, said: Feedback) -> Text:
        part = said.verdict.part
        letter = "" if self.item.kind is Kind.TRUE_FALSE else f"{self.letters[part]}. "
        named = bold(letter, self._rich(part))
        return lines(text(named, " – ", self._judged(said.verdict)), self._why(said))

    def _judged(self, of: Verdict) -> Text:
        if not of.chosen:
            return self.words.text("items.missed")
        return self.words.text("items.rightly_chosen" if of.right else "items.wrongly_chosen")

    def _order(self, spoken: list[Feedback], answer: Order) -> list[Text]:
        """The right order; the person's own in its numbers."""
        numbers = {step.id: n for n, step in enumerate(self.item.steps, start=1)}
        why = {said.verdict.part: self._why(said) for said in spoken}
        steps = [
            lines(text(f"{n}. ", bold(self._rich(step))), why.get(step, ()))
            for step, n in numbers.items()
        ]
        own = ", ".join(str(numbers[step]) for step in answer.placed)
        given = self.words.text("items.order_given", order=own)
        told = [] if score(self.item, answer).right else [given]
        return [*told, lines(self.words.text("items.right_order"), steps[0]), *steps[1:]]

    def _pairs(self, spoken: list[Feedback], answer: Matches) -> list[Text]:
        """Each pair as it belongs together, and what was put there instead."""
        made, why = dict(answer.made), {said.verdict.part: said for said in spoken}
        return [self._pair(pair.id, made.get(pair.id), why) for pair in self.item.pairs]

    def _pair(self, pair: str, given: str | None, why: dict[str, Feedback]) -> Text:
        left = next(known.left for known in self.item.pairs if known.id == pair)
        named = text(bold(left.text(self.words.language).rich), " – ", self._rich(pair))
        instead = ()
        if given is not None and given != pair:
            instead = self.words.text("items.pair_given", right=self._rich(given))
        return lines(named, instead, self._why(why[pair]) if pair in why else ())

    def _why(self, said: Feedback) -> Text:
        return said.text.text(self.words.language).rich

    def _rich(self, part: str) -> Text:
        known = next(known for known in self.item.parts if known.id == part)
        return phrase_of(known).text(self.words.language).rich
