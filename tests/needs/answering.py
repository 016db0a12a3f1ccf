"""Answers made up for tests: whole analyses, and part after part on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from bot.curriculum.curriculum import Curriculum
from bot.items.answers import encode_answer
from bot.items.rules import right_answer
from bot.needs.rules.parts import Analysis, Answer, Part, Phase, QuestionKind, part_of
from bot.needs.rules.results import Record

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def part(content: Curriculum, unit: str = "1") -> Part:
    found = part_of(content, unit, TODAY)
    assert found is not None
    return found


def record(
    content: Curriculum,
    steps: Mapping[str, int] | None = None,
    *,
    step: int = 2,
    importance: Mapping[str, int] | None = None,
    right: bool = True,
    units: str = "1234567",
    phase: Phase = Phase.START,
    finished: bool = True,
) -> Record:
    """Everything answered with the same step and importance 2, except for what is named."""
    chosen, important = dict(steps or {}), dict(importance or {})
    answers: dict[str, Answer] = {}
    for unit in units:
        for question in part(content, unit).questions:
            correct = None
            if question.kind is QuestionKind.STATEMENT:
                value = str(chosen.get(question.id, step))
            elif question.kind is QuestionKind.IMPORTANCE:
                value = str(important.get(question.id, 2))
            else:
                assert question.item is not None
                value, correct = encode_answer(question.item, right_answer(question.item)), right
            answers[question.id] = Answer(question.id, unit, value, "0" * 32, correct)
    analysis = Analysis(1, phase, NOON, NOON if finished else None)
    return Record(analysis, answers, frozenset(units))
