"""Check questions as exercises on paper, and at the end what there is to say about every answer.

The letters are dealt as in a quiz, once for every booklet: a printed page is the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypedDict

from bot.booklets.writing.flow import Named, Said, named, said
from bot.booklets.writing.sources import Sources
from bot.curriculum.items import CaseChoice, CaseScene, Item, Kind, Pair
from bot.curriculum.words import Phrase
from bot.items.rules import shuffled, shuffled_choices
from bot.kit.i18n import Words

SEED: Final = "booklet"
LETTERS: Final = "ABCDEFGHIJ"


class Choice(TypedDict):
    """`to` says where a choice of a case leads, `scene` is that scene's number, 0 at an end."""

    letter: str
    text: Named
    to: str
    scene: int


class Scene(TypedDict):
    title: str
    number: int
    text: Said
    choices: list[Choice]


class Exercise(TypedDict):
    """`kind` is that of the item; `lefts` belong to pairs, `scenes` to a case."""

    number: int
    title: str
    kind: str
    question: Named
    how: str
    choices: list[Choice]
    lefts: list[Named]
    scenes: list[Scene]


class Judged(TypedDict):
    """One option and what there is to say about it; `mark` is its letter or its place."""

    mark: str
    text: Named
    right: bool
    verdict: str
    why: Said


class Group(TypedDict):
    """Answers that belong together: those of a scene, or all."""

    title: str
    judged: list[Judged]


class Answered(TypedDict):
    number: int
    title: str
    question: Named
    groups: list[Group]
    explanation: Said
    checked: str
    sources: list[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """An item in a booklet, under its number."""

    words: Words
    sources: Sources
    item: Item
    number: int

    def exercise(self) -> Exercise:
        """The question with its letters, and nothing that tells the answer."""
        item = self.item
        return {
            "number": self.number,
            "title": self.words("booklets.exercise", n=self.number),
            "kind": item.kind,
            "question": self._named(item.question),
            "how": self._how(),
            "choices": self._choices(),
            "lefts": [self._named(pair.left) for pair in item.pairs],
            "scenes": [self._scene(n, scene) for n, scene in enumerate(item.scenes, 1)],
        }

    def answer(self, checked: str) -> Answered:
        """Every option with its feedback; `checked` says when its facts were looked at."""
        return {
            "number": self.number,
            "title": self.words("booklets.exercise", n=self.number),
            "question": self._named(self.item.question),
            "groups": self._groups(),
            "explanation": self._said(self.item.explanation),
            "checked": checked,
            "sources": self.sources.cite(self.item.source),
        }

    def _how(self) -> str:
        match self.item.kind:
            case Kind.SINGLE:
                return self.words("booklets.choose_one")
            case Kind.MULTIPLE:
                return self.words("booklets.choose_all")
            case Kind.TRUE_FALSE:
                return self.words("booklets.true_or_false")
            case Kind.ORDERING:
                return self.words("booklets.put_in_order")
            case Kind.MATCHING:
                return self.words("booklets.match")
            case Kind.CASE:
                return self.words("booklets.play_case")

    def _choices(self) -> list[Choice]:
        texts = {
            **{option.id: option.text for option in (*self.item.options, *self.item.steps)},
            **{pair.id: pair.right for pair in self.item.pairs},
        }
        return [
            {"letter": letter, "text": self._named(texts[part]), "to": "", "scene": 0}
            for part, letter in self._letters().items()
        ]

    def _letters(self) -> dict[str, str]:
        return dict(zip(shuffled(self.item, SEED), LETTERS, strict=False))

    def _scene(self, number: int, scene: CaseScene) -> Scene:
        return {
            "title": self.words("booklets.scene", n=number),
            "number": number,
            "text": self._said(scene.text),
            "choices": [self._scene_choice(*dealt) for dealt in self._dealt(scene)],
        }

    def _dealt(self, scene: CaseScene) -> list[tuple[str, CaseChoice]]:
        choices = {choice.id: choice for choice in scene.choices}
        order = shuffled_choices(self.item, scene, SEED)
        return [(letter, choices[one]) for letter, one in zip(LETTERS, order, strict=False)]

    def _scene_choice(self, letter: str, choice: CaseChoice) -> Choice:
        numbers = {scene.id: n for n, scene in enumerate(self.item.scenes, 1)}
        scene = numbers.get(choice.leads or "", 0)
        to = self.words("booklets.go_to", n=scene) if scene else self.words("booklets.case_ends")
        return {"letter": letter, "text": self._named(choice.text), "to": to, "scene": scene}

    def _groups(self) -> list[Group]:
        item, letters = self.item, self._letters()
        if item.scenes:
            return [self._told(n, scene) for n, scene in enumerate(item.scenes, 1)]
        if item.steps:
            title = self.words("booklets.right_order")
            steps = [
                self._judged(f"{n}. {letters[step.id]}", step.text, step.feedback)
                for n, step in enumerate(item.steps, 1)
            ]
            return [{"title": title, "judged": steps}]
        if item.pairs:
            title = self.words("booklets.right_pairs")
            pairs = [
                self._pair(f"{n}. {letters[pair.id]}", pair) for n, pair in enumerate(item.pairs, 1)
            ]
            return [{"title": title, "judged": pairs}]
        return [{"title": "", "judged": self._options(letters)}]

    def _options(self, letters: dict[str, str]) -> list[Judged]:
        options = {option.id: option for option in self.item.options}
        shown = "" if self.item.kind is Kind.TRUE_FALSE else "{}"
        return [
            self._judged(
                shown.format(letter), options[one].text, options[one].feedback, options[one].correct
            )
            for one, letter in letters.items()
        ]

    def _told(self, number: int, scene: CaseScene) -> Group:
        judged = [
            self._judged(letter, choice.text, choice.feedback, choice.correct)
            for letter, choice in self._dealt(scene)
        ]
        return {"title": self.words("booklets.scene", n=number), "judged": judged}

    def _pair(self, mark: str, pair: Pair) -> Judged:
        told = self._judged(mark, pair.right, pair.feedback)
        left, right = self._named(pair.left), told["text"]
        spans = [*left["spans"], {"words": " – "}, *right["spans"]]
        return {**told, "text": {"lang": right["lang"], "spans": spans}}

    def _judged(self, mark: str, of: Phrase, why: Phrase, correct: bool | None = None) -> Judged:
        """Without `correct` nothing is judged: it stands where it belongs."""
        return {
            "mark": mark,
            "text": self._named(of),
            "right": correct is not False,
            "verdict": "" if correct is None else self._verdict(correct),
            "why": self._said(why),
        }

    def _verdict(self, correct: bool) -> str:
        if self.item.scenes:
            return self.words("items.good_choice" if correct else "items.poor_choice")
        return self.words("booklets.right" if correct else "booklets.not_right")

    def _named(self, phrase: Phrase) -> Named:
        return named(phrase, self.words.language, self.sources)

    def _said(self, phrase: Phrase) -> Said:
        return said(phrase, self.words.language, self.sources)
