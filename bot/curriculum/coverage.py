"""Whether everything that is to be learnt is also taught, tested and evidenced, and where not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item, Kind
from bot.curriculum.profile import Aspect, Outcome, Statement, Unit
from bot.curriculum.words import Phrase


class Part(StrEnum):
    """What there has to be: for a statement, for an outcome, for a unit."""

    STATEMENT = "statement"
    SELF_RATING = "self_rating"
    IMPORTANCE = "importance"
    LESSON = "lesson"
    QUIZ_ITEM = "quiz_item"
    CRITERION = "criterion"
    EVIDENCE = "evidence"
    HOURS = "hours"
    CHECK = "check"
    QUIZ = "quiz"
    CASE = "case"


QUIZ_ITEMS: Final = 5  # an outcome
CRITERIA: Final = (3, 5)  # an outcome
CHECKS: Final = 2  # a unit
UNIT_LESSONS: Final = 5


@dataclass(frozen=True, slots=True)
class Hole:
    """There are `found` of a part where there have to be `least` to `most`, or at least `least`.

    `of` is the id of a unit, an outcome or a statement.
    """

    of: str
    part: Part
    found: int
    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class StatementCoverage:
    """One side of an outcome as the profile has it, and as a trainee rates themselves on it."""

    statement: Statement
    self_rating: Phrase | None
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class OutcomeCoverage:
    """All that there is for one outcome, by id; its criteria, evidence and hours it has itself.

    `quiz_items` are of all kinds; `cases` are those of quizzes and of lessons, `checks` the other
    questions of lessons and of the needs analysis; `samples` are to be judged together. `holes` has
    those of its statements as well.
    """

    outcome: Outcome
    importance: Phrase | None
    statements: tuple[StatementCoverage, ...]
    lessons: tuple[str, ...]
    checks: tuple[str, ...]
    quiz_items: tuple[str, ...]
    cases: tuple[str, ...]
    terms: tuple[str, ...]
    answers: tuple[str, ...]
    samples: tuple[str, ...]
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """All that there is for one unit, by id; `checks` are those of the needs analysis.

    `holes` are its own, not those of its outcomes.
    """

    unit: Unit
    checks: tuple[str, ...]
    lessons: tuple[str, ...]
    quizzes: tuple[str, ...]
    cases: tuple[str, ...]
    holes: tuple[Hole, ...]


def coverage(curriculum: Curriculum) -> tuple[OutcomeCoverage, ...]:
    """Every outcome, in the order of the profile."""
    return tuple(_of_outcome(curriculum, outcome) for outcome in curriculum.outcomes.values())


def unit_coverage(curriculum: Curriculum) -> tuple[UnitCoverage, ...]:
    """Every unit, in the order of the profile."""
    return tuple(_of_unit(curriculum, unit) for unit in curriculum.units.values())


def holes(curriculum: Curriculum) -> tuple[Hole, ...]:
    """Everything that is missing: for each unit, then for its outcomes."""
    outcomes, found = coverage(curriculum), list[Hole]()
    for of in unit_coverage(curriculum):
        found += of.holes
        for one in outcomes:
            found += one.holes if one.outcome.unit == of.unit.id else ()
    return tuple(found)


def _of_outcome(curriculum: Curriculum, outcome: Outcome) -> OutcomeCoverage:
    statements = tuple(_of_statement(curriculum, statement) for statement in outcome.statements)
    importance = curriculum.needs.outcomes.get(outcome.id)
    lessons = _about(outcome.id, curriculum.lessons.values())
    tested = _about(outcome.id, _quiz_items(curriculum))
    return OutcomeCoverage(
        outcome=outcome,
        importance=importance,
        statements=statements,
        lessons=lessons,
        checks=_about(outcome.id, _checks(curriculum)),
        quiz_items=tested,
        cases=_about(outcome.id, _cases(curriculum)),
        terms=_about(outcome.id, curriculum.terms.values()),
        answers=_about(outcome.id, curriculum.answers.values()),
        samples=tuple(s.id for s in curriculum.samples.values() if s.outcome == outcome.id),
        holes=(
            *_statement_holes(outcome, statements),
            *_hole(outcome.id, Part.IMPORTANCE, _written(importance)),
            *_hole(outcome.id, Part.LESSON, len(lessons)),
            *_hole(outcome.id, Part.QUIZ_ITEM, len(tested), QUIZ_ITEMS),
            *_hole(outcome.id, Part.CRITERION, len(outcome.criteria), *CRITERIA),
            *_hole(outcome.id, Part.EVIDENCE, len(outcome.evidence.kinds)),
            *_hole(outcome.id, Part.HOURS, outcome.hours),
        ),
    )


def _statement_holes(outcome: Outcome, statements: tuple[StatementCoverage, ...]) -> Iterator[Hole]:
    """Of a side that the profile does not have as well."""
    there = {of.statement.aspect for of in statements}
    for aspect in Aspect:
        yield from _hole(f"{outcome.id}.{aspect}", Part.STATEMENT, int(aspect in there))
    for of in statements:
        yield from of.holes


def _of_statement(curriculum: Curriculum, statement: Statement) -> StatementCoverage:
    rating = curriculum.needs.statements.get(statement.id)
    found = _hole(statement.id, Part.SELF_RATING, _written(rating))
    return StatementCoverage(statement, rating, found)


def _of_unit(curriculum: Curriculum, unit: Unit) -> UnitCoverage:
    modules = [module for module in curriculum.modules.values() if module.unit == unit.id]
    lessons = tuple(lesson for module in modules for lesson in module.lessons)
    quizzes = tuple(quiz.id for quiz in curriculum.quizzes.values() if quiz.unit == unit.id)
    checks = tuple(item.id for item in curriculum.needs.checks.get(unit.id, ()))
    own = [outcome.id for outcome in unit.outcomes]
    cases = tuple(dict.fromkeys(case for one in own for case in _about(one, _cases(curriculum))))
    return UnitCoverage(
        unit=unit,
        checks=checks,
        lessons=lessons,
        quizzes=quizzes,
        cases=cases,
        holes=(
            *_hole(unit.id, Part.CHECK, len(checks), CHECKS, CHECKS),
            *_hole(unit.id, Part.LESSON, len(lessons), UNIT_LESSONS),
            *_hole(unit.id, Part.QUIZ, len(quizzes)),
            *_hole(unit.id, Part.CASE, len(cases)),
        ),
    )


def _hole(
    of: str, part: Part, found: int, least: int = 1, most: int | None = None
) -> tuple[Hole, ...]:
    """The hole if there is one."""
    is_one = found < least or (most is not None and found > most)
    return (Hole(of, part, found, least, most),) if is_one else ()


def _written(phrase: Phrase | None) -> int:
    return int(phrase is not None)


class _Outlined(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def outcomes(self) -> tuple[str, ...]: ...


def _about(outcome: str, things: Iterable[_Outlined]) -> tuple[str, ...]:
    return tuple(thing.id for thing in things if outcome in thing.outcomes)


def _quiz_items(curriculum: Curriculum) -> list[Item]:
    return [item for quiz in curriculum.quizzes.values() for item in quiz.items]


def _cases(curriculum: Curriculum) -> list[Item]:
    return [item for item in curriculum.items.values() if item.kind is Kind.CASE]


def _checks(curriculum: Curriculum) -> list[Item]:
    tested = {item.id for item in _quiz_items(curriculum)}
    rest = (item for item in curriculum.items.values() if item.id not in tested)
    return [item for item in rest if item.kind is not Kind.CASE]
