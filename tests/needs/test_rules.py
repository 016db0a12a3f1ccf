"""The order of questions, where one goes on, and the published formulas."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.curriculum.curriculum import Curriculum
from bot.needs.rules import parts, results
from bot.needs.rules.parts import Change, Phase, Progress, QuestionKind
from bot.needs.rules.results import Apart, Gap, UnitResult
from tests.needs.answering import TODAY, part, record

whole_run = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_part_asks_statements_then_importance_then_checks(content: Curriculum) -> None:
    asked = part(content, "5")
    assert [question.id for question in asked.questions] == [
        *("5.1.k", "5.1.s", "5.1.r", "5.2.k", "5.2.s", "5.2.r"),
        *("5.1", "5.2", "c5a", "c5b"),
    ]
    assert (asked.number, asked.of) == (5, 7)


def test_the_whole_analysis_has_42_statements_and_14_of_the_others(content: Curriculum) -> None:
    kinds = [q.kind for unit in content.units for q in part(content, unit).questions]
    assert [kinds.count(kind) for kind in QuestionKind] == [42, 14, 14]


def test_a_check_that_nobody_has_reviewed_is_not_asked(content: Curriculum) -> None:
    late = parts.part_of(content, "7", date(2027, 6, 1))
    assert late is not None
    assert [q.id for q in late.questions if q.kind is QuestionKind.CHECK] == ["c7b"]
    assert parts.find_place(content, "c7a", date(2027, 6, 1)) is None


@whole_run
@given(data=st.data())
def test_one_goes_on_at_the_first_question_that_is_open(
    content: Curriculum, data: st.DataObject
) -> None:
    asked = part(content, data.draw(st.sampled_from("1234567")))
    ids = [question.id for question in asked.questions]
    answered = data.draw(st.sets(st.sampled_from(ids)))
    place = parts.resume_at(asked, answered)
    open_ones = [question for question in ids if question not in answered]
    assert (place.question.id if place else None) == (open_ones[0] if open_ones else None)


def test_every_question_is_found_where_it_is_asked(content: Curriculum) -> None:
    for unit in content.units:
        for position, question in enumerate(part(content, unit).questions, 1):
            place = parts.find_place(content, question.id, TODAY)
            assert place is not None
            assert (place.part.unit.id, place.position) == (unit, position)
    assert parts.find_place(content, "8.1.k", TODAY) is None


@pytest.mark.parametrize(
    ("done", "after", "following"),
    [("", "", "1"), ("12", "2", "3"), ("67", "7", "1"), ("3", "2", "4"), ("1234567", "7", None)],
)
def test_the_next_part_is_the_first_one_behind(
    content: Curriculum, done: str, after: str, following: str | None
) -> None:
    assert parts.next_unit(content, set(done), after) == following


@pytest.mark.parametrize(
    ("stored", "pressed", "drawn", "change"),
    [
        (None, "2", "0", Change.NEW),
        (None, "2", "3", Change.NEW),
        ("2", "2", "0", Change.SAME),
        ("2", "3", "2", Change.CHANGED),
        ("2", "3", "0", Change.OUTDATED),
        ("2", "3", "1", Change.OUTDATED),
    ],
)
def test_an_answer_changes_only_what_its_screen_showed(
    stored: str | None, pressed: str, drawn: str, change: Change
) -> None:
    assert parts.change_of(stored, pressed, drawn) is change


def test_each_phase_follows_the_one_before() -> None:
    assert [phase.following for phase in Phase] == [Phase.MIDDLE, Phase.END, None]


def test_the_content_hash_changes_with_a_required_step(content: Curriculum) -> None:
    harder = replace(content.outcomes["1.2"], required_step=4)
    changed = replace(content, outcomes={**content.outcomes, "1.2": harder})
    assert parts.content_hash(changed) != parts.content_hash(content)


def test_a_summary_counts_parts_and_questions(content: Curriculum) -> None:
    analysis = record(content).analysis
    latest = Progress(analysis, {"1": 10, "2": 4}, frozenset("1"))
    summary = parts.summary_of(content, latest)
    assert (summary.parts_done, summary.parts) == (1, 7)
    assert (summary.answered, summary.questions) == (14, 70)
    assert parts.summary_of(content, None).phase is None


def test_a_unit_is_rated_by_the_mean_of_its_statements(content: Curriculum) -> None:
    steps = {"1.1.k": 1, "1.1.s": 2, "1.1.r": 2, "1.2.k": 3, "1.2.s": 3, "1.2.r": 3}
    result = results.unit_result(content.units["1"], record(content, steps, right=False))
    assert (result.own, result.required) == (Fraction(14, 6), Fraction(7, 2))
    assert (result.right, result.checked, result.checks) == (0, 2, 1)


@pytest.mark.parametrize(("right", "level"), [(0, 1), (1, Fraction(5, 2)), (2, 4)])
def test_checks_run_from_1_to_4(content: Curriculum, right: int, level: Fraction) -> None:
    assert UnitResult(content.units["1"], Fraction(3), None, right, 2).checks == level


def test_the_self_rating_does_not_know_of_the_checks(content: Curriculum) -> None:
    own = [
        results.unit_result(content.units["1"], record(content, right=right)).own
        for right in (True, False)
    ]
    assert own == [2, 2]


@pytest.mark.parametrize(
    ("own", "right", "apart"),
    [(3, 0, Apart.HIGHER), (2, 2, Apart.LOWER), (2, 0, None), (3, 2, None), (4, 1, None)],
)
def test_two_steps_between_rating_and_checks_are_pointed_out(
    content: Curriculum, own: int, right: int, apart: Apart | None
) -> None:
    assert UnitResult(content.units["1"], Fraction(3), Fraction(own), right, 2).apart is apart


def test_a_part_that_is_not_done_has_no_result(content: Curriculum) -> None:
    partly = record(content, units="12")
    assert [r.own is None for r in results.unit_results(content, partly)] == [False] * 2 + [
        True
    ] * 5
    assert {gap.outcome.id for gap in results.gaps_of(content, partly)} == {
        *("1.1", "1.2", "2.1", "2.2"),
    }


def gaps(content: Curriculum) -> st.SearchStrategy[list[Gap]]:
    """A gap for each outcome, in the order of the profile."""
    one = st.tuples(st.lists(st.integers(1, 4), min_size=3, max_size=3), st.integers(1, 3))
    outcomes = list(content.outcomes.values())
    return st.lists(one, min_size=len(outcomes), max_size=len(outcomes)).map(
        lambda drawn: [
            Gap(outcome, Fraction(sum(steps), 3), min(steps), importance)
            for outcome, (steps, importance) in zip(outcomes, drawn, strict=True)
        ]
    )


@whole_run
@given(data=st.data())
def test_gaps_are_ranked_by_weight_and_never_negative(
    content: Curriculum, data: st.DataObject
) -> None:
    found = data.draw(gaps(content))
    assert all(gap.size >= 0 for gap in found)
    ranking = results.ranked(found)
    weights = [gap.weight for gap in ranking]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)
    assert results.ranked(ranking) == ranking


@whole_run
@given(data=st.data())
def test_equal_gaps_keep_the_order_of_the_profile(content: Curriculum, data: st.DataObject) -> None:
    ranking = results.ranked(data.draw(gaps(content)))
    order = list(content.outcomes)
    for one, other in pairwise(ranking):
        if (one.weight, one.size) == (other.weight, other.size):
            assert order.index(one.outcome.id) < order.index(other.outcome.id)


@whole_run
@given(data=st.data())
def test_a_higher_importance_never_lowers_a_rank(content: Curriculum, data: st.DataObject) -> None:
    found = data.draw(gaps(content))
    ranking = results.ranked(found)
    if not ranking:
        return
    chosen = data.draw(st.sampled_from(ranking))
    higher = replace(chosen, importance=data.draw(st.integers(chosen.importance, 3)))
    again = results.ranked([higher if gap is chosen else gap for gap in found])
    assert again.index(higher) <= ranking.index(chosen)


def test_a_gap_names_the_lowest_answer(content: Curriculum) -> None:
    answered = record(content, {"5.1.s": 1, "5.1.k": 3}, importance={"5.1": 3})
    gap = results.gap_of(content.outcomes["5.1"], answered)
    assert gap is not None
    assert (gap.own, gap.size, gap.lowest, gap.weight) == (2, 1, 1, 3)


def test_a_statement_of_later_content_does_not_break_an_earlier_result(
    content: Curriculum,
) -> None:
    answered = record(content, {"1.1.k": 4})
    fewer = {q: a for q, a in answered.answers.items() if q != "1.1.s"}
    result = results.unit_result(content.units["1"], replace(answered, answers=fewer))
    assert result.own == Fraction(12, 5)


def test_the_latest_result_is_shown_beside_the_finished_one_before(content: Curriculum) -> None:
    start = record(content)
    middle = record(content, units="1", phase=Phase.MIDDLE, finished=False)
    begun = replace(middle, done=frozenset())
    shown = results.result_of(content, [start, middle])
    assert shown is not None
    assert (shown.record, shown.earlier) == (middle, start)
    assert (shown.unfinished, shown.unit, shown.again) == (Phase.MIDDLE, "2", None)
    only = results.result_of(content, [start, begun])
    assert only is not None
    assert (only.record, only.earlier, only.unit) == (start, None, "1")


def test_what_is_finished_can_be_taken_again_but_for_the_last(content: Curriculum) -> None:
    taken = [record(content, phase=phase) for phase in Phase]
    again = [results.result_of(content, taken[:count]) for count in (1, 2, 3)]
    assert [shown and shown.again for shown in again] == [Phase.MIDDLE, Phase.END, None]
    assert results.result_of(content, [replace(taken[0], done=frozenset())]) is None
