"""What is decided about questions, without a database."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.kit.text import text
from bot.people.rules import Role
from bot.tutoring.rules.pages import FILES_A_PAGE, PAGE, excerpt, opening_of, thread_pages
from bot.tutoring.rules.thread import Side, Standing, State
from bot.tutoring.rules.waiting import (
    Step,
    begins_to_wait,
    is_away,
    may_answer,
    may_reopen,
    next_escalation,
    standing,
)
from tests.tutoring.threads import AMINA, GRETA, NOW, PHOTO, entry, person, question

HOURS = st.integers(1, 24 * 30)
SPANS = st.timedeltas(timedelta(), timedelta(days=400))
SPAN = timedelta(hours=48)
OWED = st.sampled_from([State.OPEN, State.CLAIMED])


@given(HOURS, SPANS, OWED)
def test_a_step_comes_only_when_the_hours_are_over(hours: int, late: timedelta, state: State):
    due = NOW + timedelta(hours=hours)
    asked = question(state=state, due_at=due, escalates_at=due)
    at = NOW + late
    assert (next_escalation(asked, at, at + SPAN) is not None) == (at >= due)


@given(HOURS, st.lists(SPANS, max_size=12), OWED)
def test_each_step_comes_once_in_order_and_a_span_apart(
    hours: int, pauses: list[timedelta], state: State
):
    asked, now, taken = question(state=state), NOW, []
    for pause in pauses:
        now += pause
        found = next_escalation(asked, now, now + timedelta(hours=hours))
        if found is not None:
            taken.append((found.step, now))
            asked = question(state=state, escalation=found.step, escalates_at=found.again_at)
    assert [step for step, _ in taken] == list(Step)[: len(taken)]
    apart = [later - earlier for (_, earlier), (_, later) in pairwise(taken)]
    assert all(span >= timedelta(hours=hours) for span in apart)


@given(SPANS, st.sampled_from([State.DRAFT, State.WAITING_FOR_ASKER, State.CLOSED]))
def test_nothing_is_brought_up_while_no_tutor_owes_an_answer(late: timedelta, state: State):
    assert next_escalation(question(state=state), NOW + late, NOW + late + SPAN) is None


def test_whoever_is_away_is_not_reminded_the_question_goes_back():
    found = next_escalation(question(state=State.CLAIMED), NOW, NOW + SPAN, is_away=True)
    assert found is not None
    assert (found.step, found.again_at) == (Step.RETURN, NOW + SPAN)


def test_the_third_step_is_the_last():
    last = question(escalation=Step.RETURN)
    found = next_escalation(last, NOW, NOW + SPAN)
    assert found is not None
    assert (found.step, found.again_at) == (Step.COORDINATORS, None)


def test_a_promise_that_was_made_stands():
    assert begins_to_wait(question(), NOW + timedelta(days=3)) == {}
    begun = begins_to_wait(question(due_at=None, wait=2), NOW + SPAN)
    assert begun["due_at"] == NOW + timedelta(hours=48)
    assert begun["wait"] == 3


def test_a_claimed_question_is_in_hand_until_it_is_answered():
    assert standing(question(state=State.CLAIMED)) is Standing.IN_HAND
    assert standing(question(state=State.CLAIMED, due_at=None)) is Standing.ANSWERED


def test_a_question_reopens_for_thirty_days():
    assert may_reopen(question(closed_at=NOW), NOW + timedelta(days=30))
    assert not may_reopen(question(closed_at=NOW), NOW + timedelta(days=31))


def test_somebody_not_seen_for_days_is_away():
    assert not is_away(GRETA, NOW + timedelta(days=3))
    assert is_away(GRETA, NOW + timedelta(days=4))
    assert is_away(person(5, "Jon", blocked_at=NOW), NOW)


def test_tutors_and_coordinators_answer():
    assert may_answer(person(1, "Greta", Role.TUTOR))
    assert may_answer(person(1, "Carl", Role.COORDINATOR))
    assert not may_answer(AMINA)
    assert not may_answer(person(1, "Asta", Role.ASSESSOR, Role.ADMINISTRATOR))


@given(st.lists(st.tuples(st.text(max_size=4096), st.booleans()), max_size=12))
def test_all_that_was_written_is_on_some_page_and_every_page_fits(
    written: list[tuple[str, bool]],
):
    entries = [entry(n, words, media=PHOTO if f else None) for n, (words, f) in enumerate(written)]
    pages = thread_pages(entries)
    shown = "".join(piece.text for page in pages for piece in page)
    wanted = "".join(words for words, _ in written)
    assert "".join(shown.split()) == "".join(wanted.split())
    assert all(sum(len(piece.text) for piece in page) <= PAGE for page in pages)
    files = [sum(p.is_first and p.entry.media is not None for p in page) for page in pages]
    assert max(files) <= FILES_A_PAGE


@given(st.text(max_size=400), st.integers(2, 200))
def test_an_excerpt_fits_and_says_when_something_is_left_out(words: str, longest: int):
    short = excerpt(words, longest)
    assert len(short) <= longest
    assert short.endswith("…") or short == " ".join(words.split())


def test_a_question_opens_with_its_first_words_even_after_a_file():
    voice = entry(1, media=PHOTO)
    assert opening_of([voice, entry(2, "Ποιος\nπληρώνει;", Side.ASKER)]) == "Ποιος πληρώνει;"
    assert opening_of([voice]) == ""
    assert opening_of([entry(1, text=text("One"))]) == "One"
