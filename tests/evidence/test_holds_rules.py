"""What may become of a part that is held back, and who may do what; pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.rules.entries import Entry, EntryState, Form, as_others_see
from bot.evidence.rules.holds import (
    OPEN,
    Bearing,
    Hold,
    HoldState,
    Report,
    Step,
    due_after,
    following,
    is_end,
    may_look,
    may_take,
)

NOW = datetime(2026, 11, 25, tzinfo=UTC)
AMINA, GRETA, CARLA = 1, 2, 3
STAFF = frozenset({Bearing.TUTOR, Bearing.COORDINATOR})
steps = st.sampled_from(Step)
states = st.sampled_from(HoldState)
people = st.sets(st.sampled_from([AMINA, GRETA, CARLA]), min_size=1)


def held(state: HoldState = HoldState.REPORTED, *reporters: int) -> Hold:
    said = tuple(Report(one) for one in reporters or (GRETA,))
    return Hold(1, 1, 7, AMINA, 3, 1, state, NOW, due_after(NOW), reports=said)


@given(st.lists(steps, max_size=12))
def test_every_way_ends_and_what_has_ended_does_not_begin_again(taken: list[Step]) -> None:
    state = HoldState.REPORTED
    for step in taken:
        after = following(state, step)
        assert after is None or not is_end(state)
        state = after or state
    assert is_end(state) == (state not in OPEN)


@given(states)
def test_what_is_open_can_always_be_deleted_and_what_is_lifted_never(state: HoldState) -> None:
    assert (following(state, Step.PURGE) is HoldState.PURGED) == (state in OPEN)


@given(states, people, steps)
def test_nobody_decides_on_an_own_report_or_on_own_evidence(
    state: HoldState, reporters: set[int], step: Step
) -> None:
    hold = held(state, *reporters)
    for person in reporters - {AMINA}:
        assert not may_take(step, hold, person, STAFF) or step is Step.PURGE
    if may_take(step, hold, AMINA, {Bearing.OWNER}) and step in (Step.LIFT, Step.UPHOLD):
        assert step is Step.LIFT
        assert hold.is_own_report


@given(states, people, steps)
def test_who_has_nothing_to_do_with_it_can_do_nothing(
    state: HoldState, reporters: set[int], step: Step
) -> None:
    hold = held(state, *reporters)
    assert not may_take(step, hold, 99, ())
    assert not may_look(hold, 99, ())


@given(states, people, st.sampled_from([AMINA, GRETA, CARLA]))
def test_it_is_looked_at_only_to_decide_on_an_objection(
    state: HoldState, reporters: set[int], person: int
) -> None:
    hold = held(state, *reporters)
    looks = may_look(hold, person, STAFF)
    assert looks == (state is HoldState.OBJECTED and person not in reporters)


def test_tutors_decide_but_only_coordinators_delete() -> None:
    hold = held(HoldState.OBJECTED)
    assert may_take(Step.UPHOLD, hold, CARLA, {Bearing.TUTOR})
    assert not may_take(Step.PURGE, hold, CARLA, {Bearing.TUTOR})
    assert may_take(Step.PURGE, hold, CARLA, {Bearing.COORDINATOR})


def test_it_is_deleted_a_month_after_the_last_word() -> None:
    assert due_after(NOW) == NOW + timedelta(days=30)


@given(st.sampled_from([EntryState.WITHHELD, EntryState.PURGED]), st.sampled_from(Form))
def test_others_see_nothing_but_that_there_is_one(state: EntryState, form: Form) -> None:
    entry = Entry(
        7, 1, AMINA, form, state, 3, message_id=5, text=("secret",), caption="secret",
        key="secret", media_kind="voice", file_id="secret", name="secret", claimed_size=4711,
        size=4711, sha256="secret", preview="secret",
    )  # fmt: skip
    masked = repr(as_others_see(entry))
    assert "secret" not in masked
    assert "4711" not in masked
