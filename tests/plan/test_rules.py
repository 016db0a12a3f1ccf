"""In which order to read, why, and what there is nothing to read for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Unit
from bot.lessons.rules import Reading, State
from bot.needs.rules.results import Record, gap_of
from bot.plan.rules import LearningPlan, Reason, plan_of
from tests.needs.answering import record

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
whole_run = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def order(plan: LearningPlan) -> list[str]:
    return [planned.lesson.id for planned in plan.lessons]


def read(lesson: str) -> dict[str, Reading]:
    return {lesson: Reading(lesson, "aim", 9, NOON, NOON)}


def rated(content: Curriculum, **outcomes: tuple[int, int]) -> Record:
    """Step and importance by outcome, `o71=(1, 3)`."""
    steps: dict[str, int] = {}
    importance: dict[str, int] = {}
    for name, (step, important) in outcomes.items():
        outcome = f"{name[1]}.{name[2]}"
        steps |= {statement.id: step for statement in content.outcomes[outcome].statements}
        importance[outcome] = important
    return record(content, steps, step=3, importance=importance)


def with_lessons_for(content: Curriculum, *outcomes: str) -> Curriculum:
    """The same, with those lessons alone that work towards nothing else."""
    lessons = {k: v for k, v in content.lessons.items() if set(v.outcomes) <= set(outcomes)}
    return replace(content, lessons=lessons)


def test_without_an_analysis_lessons_keep_their_order(content: Curriculum) -> None:
    plan = plan_of(content, None, {}, {})
    assert order(plan) == list(content.lessons)
    assert not plan.is_analysed
    assert {planned.reason for planned in plan.lessons} == {Reason.OPEN}


def test_the_greatest_gap_comes_first(content: Curriculum) -> None:
    plan = plan_of(content, rated(content, o71=(2, 1), o72=(1, 3)), {}, {})
    assert order(plan)[0] == "esco-basics"
    first = plan.lessons[0]
    assert (first.reason, first.outcome.id) == (Reason.GAP, "7.2")
    assert first.gap is not None
    assert first.gap.weight == 6


def test_what_is_read_comes_last_and_says_so(content: Curriculum) -> None:
    plan = plan_of(content, rated(content, o72=(1, 3)), read("esco-basics"), {})
    assert order(plan)[-1] == "esco-basics"
    assert plan.lessons[-1].state is State.READ


def test_what_a_tutor_put_on_top_is_on_top_until_it_is_read(content: Curriculum) -> None:
    answered, pins = rated(content, o71=(1, 3)), {"esco-basics": "Tova"}
    plan = plan_of(content, answered, {}, pins)
    assert (order(plan)[0], plan.lessons[0].tutor) == ("esco-basics", "Tova")
    assert order(plan_of(content, answered, read("esco-basics"), pins))[-1] == "esco-basics"


def test_a_required_level_that_is_reached_is_said(content: Curriculum) -> None:
    plan = plan_of(content, record(content, step=4), {}, {})
    assert {planned.reason for planned in plan.lessons} == {Reason.REACHED}
    assert plan.uncovered == ()


def test_units_without_lessons_are_named_from_the_content(content: Curriculum) -> None:
    content = with_lessons_for(content, "7.1", "7.2")
    plan = plan_of(content, record(content, step=1), {}, {})
    assert [one.id for one in plan.uncovered] == ["1", "2", "3", "4", "5", "6"]
    assert all(isinstance(one, Unit) for one in plan.uncovered)


def test_only_what_one_needs_is_named(content: Curriculum) -> None:
    content = with_lessons_for(content, "7.1", "7.2")
    levels = dict.fromkeys(content.statements, 4) | dict.fromkeys(("5.1.k", "5.1.s"), 1)
    plan = plan_of(content, record(content, levels), {}, {})
    assert [one.id for one in plan.uncovered] == ["5"]


def test_an_outcome_is_named_where_its_unit_has_lessons(content: Curriculum) -> None:
    fewer = with_lessons_for(content, *(one for one in content.outcomes if one != "7.2"))
    plan = plan_of(fewer, record(fewer, step=1), {}, {})
    assert plan.uncovered[-1].id == "7.2"


@whole_run
@given(data=st.data())
def test_every_lesson_is_there_once_and_no_smaller_gap_stands_before(
    content: Curriculum, data: st.DataObject
) -> None:
    steps = {s: data.draw(st.integers(1, 4)) for s in content.statements if s[0] == "7"}
    importance = {o: data.draw(st.integers(1, 3)) for o in ("7.1", "7.2")}
    answered = record(content, steps, importance=importance)
    plan = plan_of(content, answered, {}, {})
    assert sorted(order(plan)) == sorted(content.lessons)
    weights = [planned.gap.weight for planned in plan.lessons if planned.gap]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("lesson", ["eures-network", "social-security"])
def test_the_reason_speaks_of_the_outcome_with_the_greatest_gap(
    content: Curriculum, lesson: str
) -> None:
    answered = rated(content, o71=(1, 1), o72=(2, 3))
    planned = next(
        one for one in plan_of(content, answered, {}, {}).lessons if one.lesson.id == lesson
    )
    weights = [
        gap.weight
        for outcome in planned.lesson.outcomes
        if (gap := gap_of(content.outcomes[outcome], answered))
    ]
    assert planned.gap is not None
    assert planned.gap.weight == max(weights)
