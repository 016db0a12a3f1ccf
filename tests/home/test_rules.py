"""What comes next, and where somebody stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.curriculum import Curriculum
from bot.home.rules import (
    Facts,
    Next,
    Progress,
    Standing,
    Step,
    commands_of,
    is_gap,
    is_loss,
    next_step,
    standings,
    what_was_cut,
)
from bot.people.rules import Grant, Person, Role, acting_role

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AMINA = Person(
    1, "p", 10, "Amina", "en", "Europe/Stockholm",
    profile_complete=True, grants=frozenset({Grant(Role.TRAINEE)}),
)  # fmt: skip
OPEN = Progress(done=False, is_open=True, at=NOW)
DONE = Progress(done=True, is_open=False, at=NOW)


def everything(content: Curriculum) -> Facts:
    return Facts(
        analysed=True,
        parts=frozenset(content.units),
        lessons=dict.fromkeys(content.lessons, DONE),
        quizzes=dict.fromkeys(content.quizzes, DONE),
    )


def test_the_profile_comes_first(content: Curriculum) -> None:
    new = replace(AMINA, profile_complete=False)
    assert next_step(new, everything(content), content) == Next(Step.PROFILE)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (Facts(), Step.START_NEEDS),
        (Facts(analysed=False), Step.GO_ON_NEEDS),
        (Facts(analysed=True), Step.PLAN),
    ],
)
def test_the_analysis_then_the_plan(facts: Facts, step: Step, content: Curriculum) -> None:
    assert next_step(AMINA, facts, content) == Next(step)


def test_what_was_touched_last_goes_on(content: Curriculum) -> None:
    lesson, quiz = next(iter(content.lessons)), next(iter(content.quizzes))
    later = replace(OPEN, at=NOW + timedelta(hours=1))
    facts = Facts(analysed=True, lessons={lesson: OPEN}, quizzes={quiz: later})
    assert next_step(AMINA, facts, content) == Next(Step.GO_ON_QUIZ, quiz)
    facts = replace(facts, lessons={lesson: later}, quizzes={quiz: OPEN})
    assert next_step(AMINA, facts, content) == Next(Step.GO_ON_LESSON, lesson)


def test_when_all_is_read_and_passed_it_is_time_for_evidence(content: Curriculum) -> None:
    assert next_step(AMINA, everything(content), content) == Next(Step.EVIDENCE)


def test_every_unit_has_its_standing(content: Curriculum) -> None:
    nothing = standings(Facts(), content)
    assert [one.unit for one in nothing] == list(content.units)
    assert all(one.done == 0 and one.total >= 1 for one in nothing)
    assert all(one.done == one.total for one in standings(everything(content), content))


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_bar_is_full_or_empty_only_in_truth(counted: tuple[int, int]) -> None:
    done, total = counted
    bar = Standing("7", done, total).bar
    assert len(bar) == 5
    assert ("░" not in bar) == (done == total)
    assert ("▓" not in bar) == (done == 0)


def test_the_role_chosen_goes_before_the_usual_one() -> None:
    both = replace(AMINA, grants=frozenset({Grant(Role.TRAINEE), Grant(Role.TUTOR)}))
    assert acting_role(both) is Role.TUTOR
    assert acting_role(replace(both, acting_as=Role.TRAINEE)) is Role.TRAINEE
    assert acting_role(replace(AMINA, acting_as=Role.TUTOR)) is Role.TRAINEE
    assert acting_role(replace(AMINA, grants=frozenset())) is None


def test_commands_follow_the_roles() -> None:
    assert "timeline" in commands_of(AMINA)
    assert "invite" not in commands_of(AMINA)
    carla = replace(AMINA, grants=frozenset({Grant(Role.COORDINATOR)}))
    assert "invite" in commands_of(carla)
    assert "timeline" not in commands_of(carla)


def test_an_hour_is_a_gap_and_a_day_a_loss() -> None:
    hour = timedelta(hours=1)
    assert not is_gap(hour)
    assert is_gap(hour + timedelta(seconds=1))
    assert not is_loss(24 * hour)
    assert is_loss(25 * hour)


@pytest.mark.parametrize(
    ("expects", "what"),
    [
        ("evidence.add:x", "evidence"),
        ("joining.ask:name:0", "joining"),
        ("other.x", "other"),
        ("", "other"),
    ],
)
def test_what_was_cut_is_named_by_its_room(expects: str, what: str) -> None:
    assert what_was_cut(expects) == what
