"""What an outcome still lacks, and which piece counts for what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.profile import Aspect, EvidenceRequirement, Outcome, Statement
from bot.curriculum.words import Phrase
from bot.evidence.rules.pieces import Kind, State
from bot.evidence.rules.requirements import (
    AllTooOld,
    Fit,
    MorePieces,
    NotShown,
    Offer,
    OtherKinds,
    OutcomeStanding,
    standing_of,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOTHING = Phrase({"en": "…"})
ASKED = EvidenceRequirement(2, ("case_file", "visit", "witness"), 2, 12, NOTHING)
KINDS = (Kind.CASE_FILE, Kind.VISIT, Kind.WITNESS)
SIDES = ("1.1.k", "1.1.s", "1.1.r")
OUTCOME = Outcome(
    "1.1", "1", NOTHING, 3,
    tuple(Statement(side, "1.1", Aspect(side[-1]), NOTHING) for side in SIDES),
    (), (), ASKED, 25,
)  # fmt: skip
ALL_TAGS = ("1.1", *SIDES)


def offer(kind: Kind | None = Kind.VISIT, *tags: str, days: int = 10, **values: object) -> Offer:
    given = Offer("abc", State.SUBMITTED, kind, tags or ALL_TAGS, 1, NOW - timedelta(days=days))
    return replace(given, **values)  # type: ignore[arg-type]


def standing(*offers: Offer) -> OutcomeStanding:
    return standing_of(OUTCOME, offers, NOW)


def test_without_any_piece_everything_is_missing() -> None:
    lacks = standing().findings
    assert lacks == (MorePieces(2, KINDS), OtherKinds(2, KINDS), *map(NotShown, SIDES))


def test_two_recent_pieces_of_two_kinds_with_all_tags_are_complete() -> None:
    found = standing(offer(Kind.VISIT), offer(Kind.WITNESS))
    assert (found.findings, found.is_enough, found.is_complete) == ((), True, True)


def test_two_pieces_of_one_kind_lack_another_kind() -> None:
    found = standing(offer(), offer())
    assert found.findings == (OtherKinds(1, (Kind.CASE_FILE, Kind.WITNESS)),)
    assert not found.is_enough


def test_a_statement_that_no_piece_shows_is_named_and_the_requirement_is_met_all_the_same() -> None:
    found = standing(offer(Kind.VISIT, "1.1", "1.1.k"), offer(Kind.WITNESS, "1.1.s"))
    assert found.findings == (NotShown("1.1.r"),)
    assert (found.is_enough, found.is_complete) == (True, False)


@pytest.mark.parametrize(
    ("given_offer", "fit"),
    [
        (offer(), Fit.COUNTS),
        (offer(state=State.DRAFT, version=1), Fit.COUNTS),  # the next version is only a draft
        (offer(state=State.DRAFT, submitted_at=None), Fit.DRAFT),
        (offer(None, "1.1", state=State.DRAFT, submitted_at=None), Fit.DRAFT),
        (offer(is_withheld=True), Fit.WITHHELD),
        (offer(Kind.NOTE), Fit.OTHER_KIND),
        (offer(days=366), Fit.TOO_OLD),
        (offer(days=365), Fit.COUNTS),
    ],
)
def test_whether_a_piece_counts_and_why_not(given_offer: Offer, fit: Fit) -> None:
    (considered,) = standing(given_offer).considered
    assert considered.fit is fit
    assert (considered in standing(given_offer).counting) is (fit is Fit.COUNTS)


def test_the_age_is_counted_from_the_day_it_was_handed_in_in_calendar_months() -> None:
    leap_day = datetime(2028, 2, 29, 9, tzinfo=UTC)
    found = standing_of(OUTCOME, [offer(submitted_at=leap_day)], NOW)
    assert found.considered[0].until == datetime(2029, 2, 28, 9, tzinfo=UTC)


def test_pieces_that_became_too_old_are_named_with_the_newest_of_them() -> None:
    found = standing(offer(days=400), offer(Kind.WITNESS, days=500))
    assert AllTooOld(NOW - timedelta(days=400), 12) in found.findings


def test_an_old_piece_is_no_matter_where_there_are_enough() -> None:
    assert standing(offer(), offer(Kind.WITNESS), offer(days=400)).is_complete


def test_a_piece_counts_for_every_outcome_it_is_tagged_with_and_for_no_other() -> None:
    assert standing(offer(Kind.VISIT, "2.1", "1.1.s")).considered[0].statements == ("1.1.s",)
    assert standing(offer(Kind.VISIT, "2.1")).considered == ()


offers = st.builds(
    offer,
    st.sampled_from(Kind),
    st.sampled_from(["1.1", *SIDES, "2.1"]),
    days=st.integers(0, 800),
    is_withheld=st.booleans(),
    state=st.sampled_from([State.SUBMITTED, State.FEEDBACK_GIVEN, State.DRAFT]),
)
fitting = st.builds(
    offer, st.sampled_from(KINDS), st.sampled_from(["1.1", *SIDES]), days=st.integers(0, 365)
)


def named(found: OutcomeStanding) -> set[object]:
    return {one if isinstance(one, NotShown) else type(one) for one in found.findings}


def how_many(found: OutcomeStanding) -> int:
    return sum(one.n for one in found.findings if isinstance(one, MorePieces | OtherKinds))


@given(st.lists(offers, max_size=6), fitting)
def test_a_further_fitting_piece_never_adds_a_finding(before: list[Offer], more: Offer) -> None:
    old, new = standing(*before), standing(*before, more)
    assert named(new) <= named(old)
    assert how_many(new) <= how_many(old)
    assert len(new.counting) == len(old.counting) + 1


@given(st.lists(offers, max_size=6))
def test_neither_order_nor_what_does_not_count_changes_what_is_missing(all_: list[Offer]) -> None:
    found = standing(*all_)
    counting = [one.offer for one in found.counting]
    without_old = {one for one in named(found) if one is not AllTooOld}
    assert named(standing(*reversed(counting))) == without_old
    assert how_many(standing(*counting)) == how_many(found)


@given(st.lists(offers, max_size=6))
def test_what_is_said_to_be_missing_makes_it_complete(all_: list[Offer]) -> None:
    found = standing(*all_)
    lacking = {one.kinds for one in found.findings if isinstance(one, OtherKinds)}
    kinds = [kind for kinds in lacking for kind in kinds[:2]] or [Kind.VISIT]
    more = [offer(kinds[n % len(kinds)]) for n in range(max(2, len(kinds)))]
    assert standing(*all_, *more).is_complete
