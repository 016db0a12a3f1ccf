"""What holds where several have judged, who may judge whom, and what happens with time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.verdicts import Verdict
from bot.judging.rules.rounds import (
    Assignment,
    Place,
    Reason,
    Round,
    Stage,
    State,
    criteria_of,
    met_before,
    places_to_fill,
    reasons_that_hold,
    settled,
)
from bot.judging.rules.separation import (
    FIRST_ROUNDS,
    Bar,
    Candidate,
    Facts,
    bar_of,
    draw,
    in_order,
    is_new,
    is_sampled,
    may_decide,
)
from bot.judging.rules.verdicts import (
    NOTHING,
    Noted,
    carried_over,
    combine,
    disputed,
    first_unfinished,
    packed,
    unpacked,
)
from bot.judging.rules.waiting import Late, Step, due, next_step, reminder, when_late
from bot.kit.db import public_id
from bot.people.rules import Person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CRITERIA = ("1.1.c1", "1.1.c2", "1.1.c3")
MET, PARTLY, NOT_YET = Verdict.MET, Verdict.PARTLY, Verdict.NOT_YET
marks = st.fixed_dictionaries({one: st.sampled_from(Verdict) for one in CRITERIA})
ids = st.integers(1, 12)
some_ids = st.frozensets(ids)


def person(number: int, language: str = "en", *, blocked: bool = False) -> Person:
    at = NOW if blocked else None
    return Person(number, f"p{number}", number, "Somebody", language, "UTC", blocked_at=at)


def round_(**values: object) -> Round:
    of = Round(1, "round00000", 7, "1.1", 1, State.WAITING, 2, CRITERIA, (), {}, 0.5, True, 0, NOW)
    return replace(of, **values)  # type: ignore[arg-type]


def part(place: Place, stage: Stage, at: datetime = NOW) -> Assignment:
    until = due(at, 14)
    return Assignment(1, "work000000", 1, 3, place, stage, at, until, reminder(at, until))


@given(marks)
def test_one_alone_is_what_holds(first: dict[str, Verdict]) -> None:
    assert combine(first) == first


@given(marks, marks, marks)
def test_who_came_first_does_not_matter(
    first: dict[str, Verdict], second: dict[str, Verdict], third: dict[str, Verdict]
) -> None:
    assert combine(first, second, third) == combine(second, first, third)


@given(marks, marks, marks)
def test_what_two_agree_on_holds_and_the_third_decides_the_rest(
    first: dict[str, Verdict], second: dict[str, Verdict], third: dict[str, Verdict]
) -> None:
    combined = combine(first, second, third)
    differ = disputed(first, second)
    assert all(combined[one] is third[one] for one in differ)
    assert all(combined[one] is first[one] for one in CRITERIA if one not in differ)


@given(marks, marks)
def test_nothing_is_settled_by_a_mean(
    first: dict[str, Verdict], second: dict[str, Verdict]
) -> None:
    open_ones = {one for one, mark in combine(first, second).items() if mark is None}
    assert open_ones == set(disputed(first, second))


@given(marks, marks, marks)
def test_a_round_is_settled_when_everybody_has_signed_who_is_to(
    first: dict[str, Verdict], second: dict[str, Verdict], third: dict[str, Verdict]
) -> None:
    differ = disputed(first, second)
    two = {Place.FIRST: first, Place.SECOND: second}
    three = {**two, Place.THIRD: {one: third[one] for one in differ}}
    assert settled(False, {Place.FIRST: first}) == first
    assert settled(True, {Place.FIRST: first}) is None
    assert settled(True, {Place.SECOND: second}) is None
    assert (settled(True, two) is None) == bool(differ)
    assert settled(True, three) == combine(first, second, third)


@given(marks, marks)
def test_a_third_judges_what_the_two_differ_on_and_is_sought_for_nothing_else(
    first: dict[str, Verdict], second: dict[str, Verdict]
) -> None:
    signed = {Place.FIRST: first, Place.SECOND: second}
    held = [part(Place.FIRST, Stage.SIGNED), part(Place.SECOND, Stage.SIGNED)]
    differ = disputed(first, second)
    assert set(criteria_of(round_(), Place.THIRD, signed)) == set(differ)
    assert places_to_fill(True, held, signed) == ((Place.THIRD,) if differ else ())


def test_a_place_is_filled_again_once_its_assessor_is_off_it() -> None:
    moved = [part(Place.FIRST, Stage.MOVED), part(Place.SECOND, Stage.OPEN)]
    assert places_to_fill(True, moved, {}) == (Place.FIRST,)
    assert places_to_fill(False, [part(Place.FIRST, Stage.CANCELLED)], {}) == (Place.FIRST,)
    assert places_to_fill(True, [], {}) == (Place.FIRST, Place.SECOND)


@given(marks)
def test_a_result_is_read_as_it_was_written(of: dict[str, Verdict]) -> None:
    assert unpacked(packed(of)) == of
    assert unpacked("") == {}


@given(ids, ids, some_ids, some_ids, some_ids)
def test_nobody_judges_whom_they_are_tutored_or_have_a_conflict_with(
    assessor: int,
    trainee: int,
    tutors: frozenset[int],
    conflicted: frozenset[int],
    taking_part: frozenset[int],
) -> None:
    barred = bar_of(assessor, Facts(trainee, tutors, conflicted, taking_part))
    assert (barred is None) == (assessor not in {trainee, *tutors, *conflicted, *taking_part})
    if assessor == trainee:
        assert barred is Bar.SELF


@given(ids, ids, some_ids, some_ids)
def test_who_tutored_or_judged_somebody_does_not_decide_about_them(
    trainee: int, decider: int, tutors: frozenset[int], assessors: frozenset[int]
) -> None:
    may = may_decide(trainee, decider, tutors=tutors, assessors=assessors)
    assert may == (decider != trainee and decider not in tutors | assessors)


@given(st.lists(st.tuples(ids, st.sampled_from(["en", "el"]), st.integers(0, 5), st.booleans())))
def test_the_language_comes_first_then_the_least_work(
    given_: list[tuple[int, str, int, bool]],
) -> None:
    there = [Candidate(person(n, lang, blocked=b), work) for n, lang, work, b in given_]
    ordered = in_order(there, "el")
    keys = [(one.person.language != "el", one.open, one.person.id) for one in ordered]
    assert keys == sorted(keys)
    assert len(ordered) == sum(one.person.blocked_at is None for one in there)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2, 0.5, 1.0])
def test_over_many_rounds_the_share_is_what_was_agreed(share: float) -> None:
    drawn = [draw(public_id()) for _ in range(4000)]
    taken = sum(is_sampled(dice, share) for dice in drawn) / len(drawn)
    assert abs(taken - share) < 0.03
    assert share not in (0.0, 1.0) or taken == share


@given(st.text("23456789abcdefghijkmnpqrstuvwxyz", min_size=10, max_size=10))
def test_a_draw_can_be_made_again(public: str) -> None:
    assert draw(public) == draw(public)
    assert 0 <= draw(public) < 1


def test_a_new_assessor_is_one_with_fewer_than_three_signatures() -> None:
    assert [is_new(n) for n in range(5)] == [n < FIRST_ROUNDS for n in range(5)]
    assert FIRST_ROUNDS == 3


@pytest.mark.parametrize(
    ("mark", "comment", "whole"),
    [
        (None, "", False),
        (None, "words", False),
        (MET, "", True),
        (MET, "words", True),
        (PARTLY, "", False),
        (PARTLY, "words", True),
        (NOT_YET, "", False),
        (NOT_YET, "words", True),
    ],
)
def test_partly_and_not_yet_need_a_reason(
    mark: Verdict | None, comment: str, *, whole: bool
) -> None:
    assert Noted(mark, comment).is_whole is whole


def test_the_first_unfinished_criterion_is_where_one_goes_on() -> None:
    done = {CRITERIA[0]: Noted(MET), CRITERIA[1]: Noted(PARTLY), CRITERIA[2]: NOTHING}
    assert first_unfinished(CRITERIA, done) == 1
    assert first_unfinished(CRITERIA, {one: Noted(MET) for one in CRITERIA}) is None
    assert first_unfinished(CRITERIA, {}) == 0


def test_what_was_met_stays_met_under_the_same_profile_alone() -> None:
    first = round_(state=State.JUDGED, result={CRITERIA[0]: MET, CRITERIA[1]: PARTLY})
    second = round_(number=2, state=State.JUDGED, carried=(CRITERIA[0],), result={CRITERIA[1]: MET})
    returned = round_(number=3, state=State.RETURNED)
    assert met_before([returned, second, first], 2) == (CRITERIA[0], CRITERIA[1])
    assert met_before([second, first], 3) == ()
    assert carried_over(CRITERIA, [CRITERIA[2], "9.9.c1"]) == (CRITERIA[2],)
    assert (first.total, len(first.met), first.is_all_met) == (3, 1, False)


def test_the_trainee_reads_the_reasons_for_the_mark_that_holds() -> None:
    judged = round_(state=State.JUDGED, result={CRITERIA[0]: MET, CRITERIA[1]: NOT_YET})
    said = [
        Reason(CRITERIA[1], PARTLY, "one", Place.FIRST, "Ingrid", NOW),
        Reason(CRITERIA[1], NOT_YET, "three", Place.THIRD, "Petra", NOW),
        Reason(CRITERIA[0], MET, "", Place.SECOND, "Jon", NOW),
        Reason(CRITERIA[1], MET, "two", Place.SECOND, "Jon", NOW),
    ]
    held = reasons_that_hold(judged, said)
    assert [(one.criterion, one.comment) for one in held] == [
        (CRITERIA[0], ""),
        (CRITERIA[1], "three"),
    ]


@given(st.integers(1, 365))
def test_the_reminder_lies_between_the_assignment_and_the_day(days: int) -> None:
    until = due(NOW, days)
    assert NOW < reminder(NOW, until) < until


@pytest.mark.parametrize(
    ("days", "stage", "step"),
    [
        (0, Stage.OPEN, None),
        (11, Stage.ASSIGNED, Step.REMINDED),
        (14, Stage.ASSIGNED, Step.LATE),
        (40, Stage.OPEN, Step.LATE),
        (40, Stage.SIGNED, None),
        (40, Stage.MOVED, None),
    ],
)
def test_one_step_at_a_time_and_none_about_what_is_signed(
    days: int, stage: Stage, step: Step | None
) -> None:
    assert next_step(part(Place.FIRST, stage), NOW + timedelta(days=days)) is step


def test_what_nobody_opened_goes_on_and_what_is_begun_is_for_people_to_decide() -> None:
    assert when_late(part(Place.FIRST, Stage.ASSIGNED)) is Late.PASS_ON
    assert when_late(part(Place.FIRST, Stage.OPEN)) is Late.TELL
