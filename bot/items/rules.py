"""How items are shuffled and scored. The rules are published, and an answer's score can be checked.

- single, true/false: 1 for the right option, else 0.
- multiple: right ones chosen less wrong ones chosen, of all right ones; never below 0. Whoever
  ticks everything pays for each wrong one.
- ordering: of all neighbours in the right order, the share that follow each other directly in the
  answer. One step moved costs its own joints, not all that come after it; Moodle's ordering
  question grades so too ("relative to the next item, excluding last").
- matching: the share of pairs that belong together.
- case: of all choices taken, the share that were right ones in their scenes. What a wrong choice
  leads to can still be repaired, and each right choice on that longer way counts as well.

An item counts as right when its score is 1. An unfinished answer is scored as it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bot.curriculum.items import CaseChoice, CaseScene, Item, Kind
from bot.curriculum.words import Phrase
from bot.items.answers import Answer, Choices, Matches, Order, empty_answer
from bot.items.paths import Path, best_choice, best_path, scene_now, steps_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one option, step or pair.

    `chosen`: it was chosen or placed. `correct`: it belongs to the right answer, as all steps and
    pairs do. `right`: it was dealt with rightly; a wrong option left alone is right too. Of a case
    there is a verdict for each choice taken, and one for a choice that is still waited for.
    """

    part: str
    chosen: bool
    correct: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """`points` from 0 to 1, exactly; `right` when they are 1; a verdict a part, as in the file,
    or in a case as the choices were taken.
    """

    points: Fraction
    right: bool
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What to say about one part of an answer."""

    verdict: Verdict
    text: Phrase


def shuffled(item: Item, seed: str) -> tuple[str, ...]:
    """Ids of the parts in the order to show them; the same for the same seed, on every machine.

    True stands before false always. Steps never come in their right order, nor right sides in that
    of the left ones.
    """
    ids = [part.id for part in item.parts]
    if item.kind is Kind.TRUE_FALSE:
        return tuple(sorted(ids, reverse=True))
    mixed = sorted(ids, key=lambda part: _dice(seed, item.id, part))
    if item.kind in (Kind.ORDERING, Kind.MATCHING) and mixed == ids:
        mixed = [*mixed[1:], mixed[0]]
    return tuple(mixed)


def shuffled_choices(item: Item, scene: CaseScene, seed: str) -> tuple[str, ...]:
    """Ids of the choices of a scene in the order to show them; the same for the same seed."""
    ids = [choice.id for choice in scene.choices]
    return tuple(sorted(ids, key=lambda choice: _dice(seed, item.id, scene.id, choice)))


def _dice(*words: str) -> bytes:
    return hashlib.sha256("/".join(words).encode()).digest()


def score(item: Item, answer: Answer) -> Score:
    """The score by the rules above. Raises ValueError for an answer of another kind of item."""
    if type(answer) is not type(empty_answer(item)):
        raise ValueError(f"{item.id} is of the kind {item.kind}, the answer is not")
    verdicts = _verdicts(item, answer)
    points = _points(item.kind, verdicts)
    return Score(points, points == 1, verdicts)


def right_answer(item: Item) -> Answer:
    """The answer that scores 1; of a case, which may have several, the first in the file."""
    if item.kind is Kind.ORDERING:
        return Order(tuple(step.id for step in item.steps))
    if item.kind is Kind.MATCHING:
        return Matches(tuple((pair.id, pair.id) for pair in item.pairs))
    if item.kind is Kind.CASE:
        return best_path(item)
    return Choices(frozenset(option.id for option in item.options if option.correct))


def feedback(item: Item, answer: Answer) -> list[Feedback]:
    """What to show, most needed first: what went wrong, then what was rightly chosen.

    Wrong options that were left alone are not spoken of. A case is told in the order it went.
    """
    if isinstance(answer, Path):
        said = zip(score(item, answer).verdicts, _gone(item, answer), strict=True)
        return [Feedback(verdict, choice.feedback) for verdict, (choice, _) in said]
    texts = {part.id: part.feedback for part in item.parts}
    shown = [verdict for verdict in score(item, answer).verdicts if _deserves_words(verdict)]
    shown.sort(key=lambda verdict: (verdict.right, not verdict.chosen))
    return [Feedback(verdict, texts[verdict.part]) for verdict in shown]


def _deserves_words(verdict: Verdict) -> bool:
    return verdict.chosen or not verdict.right


def _verdicts(item: Item, answer: Answer) -> tuple[Verdict, ...]:
    match answer:
        case Choices():
            return tuple(
                Verdict(
                    o.id, o.id in answer.chosen, o.correct, o.correct == (o.id in answer.chosen)
                )
                for o in item.options
            )
        case Order():
            right = _well_followed([step.id for step in item.steps], answer.placed)
            return tuple(
                Verdict(step.id, step.id in answer.placed, True, step.id in right)
                for step in item.steps
            )
        case Matches():
            made = dict(answer.made)
            return tuple(
                Verdict(pair.id, pair.id in made, True, made.get(pair.id) == pair.id)
                for pair in item.pairs
            )
        case Path():
            return tuple(
                Verdict(choice.id, taken, choice.correct, taken and choice.correct)
                for choice, taken in _gone(item, answer)
            )


def _gone(item: Item, path: Path) -> list[tuple[CaseChoice, bool]]:
    """The choices taken; where the case goes on, the best one that waits, which is not taken."""
    taken = [(step.choice, True) for step in steps_of(item, path)]
    waiting = scene_now(item, path)
    return [*taken, *([(best_choice(waiting), False)] if waiting else [])]


def _well_followed(steps: Sequence[str], placed: Sequence[str]) -> set[str]:
    """Steps after which the next one comes directly; the last one, if nothing comes after it."""
    joints = set(pairwise(placed))
    well = {step for step, following in pairwise(steps) if (step, following) in joints}
    return well | ({steps[-1]} if placed and placed[-1] == steps[-1] else set[str]())


def _points(kind: Kind, verdicts: Sequence[Verdict]) -> Fraction:
    if kind is Kind.ORDERING:
        return _share(verdicts[:-1])
    if kind in (Kind.MATCHING, Kind.CASE):
        return _share(verdicts)
    won = sum(verdict.chosen and verdict.correct for verdict in verdicts)
    lost = sum(verdict.chosen and not verdict.correct for verdict in verdicts)
    points = Fraction(won - lost, sum(verdict.correct for verdict in verdicts))
    return max(Fraction(0), points)


def _share(verdicts: Sequence[Verdict]) -> Fraction:
    return Fraction(sum(verdict.right for verdict in verdicts), len(verdicts))
