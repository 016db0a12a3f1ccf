"""A case: one scene after another, and the way through it told again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.curriculum.items import CaseChoice, CaseScene, Item
from bot.items.answers import encode_answer
from bot.items.paths import Path, best_choice, go_on, scene_now, steps_of
from bot.items.rules import Feedback, feedback
from bot.items.screens.parts import LONGEST, AnswerTo, lettered_choices, translation_note
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen
from bot.kit.text import Text, bold, italic, lines, paragraphs, plain, text

SHORTEST: Final = 20  # what a choice is cut to at the most


def case_screen(
    words: Words, item: Item, path: Path, *, seed: str, to: AnswerTo, header: Text, extra: Rows
) -> Screen:
    """The scene that waits, or the way to hand in a case that has ended; see `item_screen`."""
    asked = _Scene(words, item, path, to)
    scene = scene_now(item, path)
    if scene is None:
        ended = paragraphs(header, asked.chosen(LONGEST), italic(words.text("items.case_ended")))
        hand_in = Button(words("items.check"), to(encode_answer(item, path), True))
        return Screen(ended, ((hand_in,), *extra))
    return Screen(asked.told(scene, seed, header), (asked.buttons(scene, seed), *extra))


@dataclass(frozen=True, slots=True)
class _Scene:
    words: Words
    item: Item
    path: Path
    to: AnswerTo

    def told(self, scene: CaseScene, seed: str, header: Text) -> Text:
        """What was chosen before as far as there is room, and what to tap if there is any left."""
        happens = self._rich(scene)
        letters = lettered_choices(self.item, scene, seed)
        texts = {choice.id: self._rich(choice) for choice in scene.choices}
        listed = lines(*(text(f"{letters[one]}. ", texts[one]) for one in letters))
        room = LONGEST - len(plain(paragraphs(header, "-", happens, listed)))
        before = self.chosen(room) if self.path.chosen else self._opening()
        whole = paragraphs(header, before, happens, listed)
        guided = paragraphs(whole, self._hint())
        return guided if len(plain(guided)) <= LONGEST else whole

    def _opening(self) -> Text:
        question = bold(self.item.question.text(self.words.language).rich)
        return paragraphs(translation_note(self.words, self.item), question)

    def chosen(self, room: int) -> Text:
        """What was chosen last, cut where there are not so many characters of room for it."""
        steps = steps_of(self.item, self.path)
        if not steps:
            return ()
        last = self._rich(steps[-1].choice)
        whole = self.words.text("items.you_chose", choice=last)
        surplus = len(plain(whole)) - room
        if surplus <= 0:
            return whole
        cut = plain(last)[: max(SHORTEST, len(plain(last)) - surplus - 1)].rstrip()
        return self.words.text("items.you_chose", choice=f"{cut}…")

    def _hint(self) -> Text:
        key = "items.what_next" if self.path.chosen else "items.what_first"
        return italic(self.words.text(key))

    def buttons(self, scene: CaseScene, seed: str) -> tuple[Button, ...]:
        letters = lettered_choices(self.item, scene, seed)
        return tuple(self._button(letter, choice) for choice, letter in letters.items())

    def _button(self, letter: str, choice: str) -> Button:
        """The last choice hands the case in."""
        after = go_on(self.item, self.path, choice)
        is_last = scene_now(self.item, after) is None
        return Button(letter, self.to(encode_answer(self.item, after), is_last))

    def _rich(self, of: CaseScene | CaseChoice) -> Text:
        return of.text.text(self.words.language).rich


def way_told(words: Words, item: Item, path: Path) -> list[Text]:
    """The way through a case, a choice with what there is to say about it at a time."""
    scenes = [step.scene for step in steps_of(item, path)]
    waiting = scene_now(item, path)
    scenes += [waiting] if waiting else []
    told = [
        _choice_told(words, n, scene, said)
        for n, (scene, said) in enumerate(zip(scenes, feedback(item, path), strict=True), start=1)
    ]
    return [lines(bold(words.text("items.your_way")), told[0]), *told[1:]]


def _choice_told(words: Words, n: int, scene: CaseScene, said: Feedback) -> Text:
    choice = next(one for one in scene.choices if one.id == said.verdict.part)
    named = bold(f"{n}. ", choice.text.text(words.language).rich)
    why = said.text.text(words.language).rich
    if not said.verdict.chosen:
        return lines(text(named, " – ", words.text("items.missed")), why)
    if said.verdict.right:
        return lines(text(named, " – ", words.text("items.good_choice")), why)
    best = best_choice(scene).text.text(words.language).rich
    better = words.text("items.better_choice", choice=best)
    return lines(text(named, " – ", words.text("items.poor_choice")), why, better)
