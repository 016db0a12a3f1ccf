"""What a piece is and lacks, what a message is taken for, and how much fits on a page."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.rules.entries import (
    MEGABYTE,
    PAGE,
    Counts,
    Entry,
    EntryState,
    Form,
    count,
    excerpt,
    form_of,
    is_too_large,
    pages_of,
    shortened,
    unlinked,
)
from bot.evidence.rules.pieces import (
    Check,
    Coverage,
    Kind,
    Piece,
    State,
    Step,
    missing,
    next_check,
    next_step,
    outcome_of,
    retagged,
    summarise,
    toggled,
)
from bot.kit.text import Link, bold, plain, text

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ALL = frozenset(Check)


def piece(**values: object) -> Piece:
    given: dict[str, object] = {
        "id": 1,
        "public_id": "abc",
        "person_id": 7,
        "outcome": "1.1",
        "kind": Kind.NOTE,
        "state": State.DRAFT,
        "version": 1,
        "context": "",
        "checks": frozenset[Check](),
        "tags": ("1.1",),
        "unread": False,
        "changed_at": NOON,
        "submitted_at": None,
    }
    return Piece(**(given | values))  # type: ignore[arg-type]


def entry(state: EntryState = EntryState.STORED) -> Entry:
    return Entry(1, 1, 7, Form.FILE, state)


STORED, ARRIVING, REFUSED = (entry(EntryState(s)) for s in ("stored", "arriving", "refused"))


@pytest.mark.parametrize(
    ("draft", "held", "lacks"),
    [
        (piece(outcome="", kind=None), [STORED], Step.OUTCOME),
        (piece(kind=None), [STORED], Step.OUTCOME),
        (piece(checks=ALL), [], Step.CONTENT),
        (piece(checks=ALL), [REFUSED], Step.CONTENT),
        (piece(checks=ALL - {Check.CURRENT}), [STORED], Step.CHECKS),
        (piece(checks=ALL), [STORED, ARRIVING], Step.WAIT),
        (piece(checks=ALL), [STORED, REFUSED], None),
    ],
)
def test_what_keeps_a_draft_from_being_handed_in(
    draft: Piece, held: list[Entry], lacks: Step | None
) -> None:
    assert missing(draft, held) is lacks


def test_a_line_of_context_is_asked_for_but_not_needed() -> None:
    assert next_step(piece(), []) is Step.CONTENT
    assert next_step(piece(), [STORED]) is Step.CONTEXT
    assert next_step(piece(context="x"), [STORED]) is Step.CHECKS
    assert next_step(piece(context="x", checks=ALL), [STORED]) is Step.SUBMIT
    assert missing(piece(checks=ALL), [STORED]) is None


def test_the_statements_come_one_after_another() -> None:
    confirmed: set[Check] = set()
    asked: list[Check] = []
    while check := next_check(confirmed):
        asked.append(check)
        confirmed.add(check)
    assert asked == list(Check)


tags = st.sampled_from(["1.1", "1.1.k", "1.1.s", "2.2", "2.2.r", "7.1.k"])


@given(st.lists(tags), tags)
def test_a_tag_put_on_and_taken_off_leaves_the_others(had: list[str], tag: str) -> None:
    before = piece(tags=tuple(sorted({"1.1", *had} - {tag})), outcome="1.1" if tag != "1.1" else "")
    with_it = toggled(before, tag, on=True)
    assert toggled(piece(tags=with_it, outcome=before.outcome), tag, on=False) == before.tags


def test_the_chosen_outcome_stays_on() -> None:
    assert toggled(piece(), "1.1", on=False) == ("1.1",)


@given(st.lists(tags))
def test_another_outcome_takes_the_place_of_the_first(had: list[str]) -> None:
    found = retagged(had, "1.1", "2.2")
    assert "2.2" in found
    assert not [tag for tag in found if outcome_of(tag) == "1.1"]


def test_a_statement_belongs_to_its_outcome() -> None:
    assert [outcome_of(tag) for tag in ("1.1", "1.1.k", "7.2.r")] == ["1.1", "1.1", "7.2"]


def test_counts_know_what_was_handed_in_once() -> None:
    draft = piece(tags=("1.1", "1.1.k", "2.1"))
    again = piece(state=State.DRAFT, version=2, submitted_at=NOON, tags=("1.1",))
    answered = piece(state=State.FEEDBACK_GIVEN, submitted_at=NOON, tags=("3.1",), unread=True)
    summary = summarise([draft, again, answered])
    assert summary.outcomes == {"1.1": Coverage(1, 1), "2.1": Coverage(0, 1), "3.1": Coverage(1, 0)}
    assert summary.states == {State.DRAFT: 2, State.FEEDBACK_GIVEN: 1}
    assert summary.unread == 1


def test_entries_are_counted_by_state() -> None:
    assert count([STORED, STORED, ARRIVING, REFUSED]) == Counts(2, 1, 1)


@pytest.mark.parametrize(
    ("claimed", "too_large"),
    [(None, False), (0, False), (20 * MEGABYTE, False), (20 * MEGABYTE + 1, True)],
)
def test_a_claim_is_believed_only_where_it_says_too_much(
    claimed: int | None, too_large: bool
) -> None:
    assert is_too_large(claimed, 20) is too_large


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("https://example.org/a?b=c#d", Form.LINK),
        (" HTTP://example.org ", Form.LINK),
        ("see https://example.org", Form.TEXT),
        ("Result:3/4", Form.TEXT),
        ("We met. He:she went.", Form.TEXT),
        ("https://", None),
        ("ftp://example.org/x", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("tg://resolve?domain=x", None),
        ("data:text/html,x", None),
    ],
)
def test_only_web_addresses_are_links(words: str, form: Form | None) -> None:
    assert form_of(text(words)) is form


def test_a_hidden_link_is_written_out() -> None:
    hidden = text("Look ", bold(Link(text("here"), "https://example.org")), ".")
    assert plain(unlinked(hidden)) == "Look here (https://example.org)."
    plain_link = text(Link(text("https://example.org"), "https://example.org"))
    assert unlinked(plain_link) == ("https://example.org",)


@given(st.text(max_size=3000))
def test_pages_lose_no_word(written: str) -> None:
    pages = pages_of(written)
    assert all(len(page) <= PAGE for page in pages)
    assert "".join("".join(pages).split()) == "".join(written.split())


@given(st.text(max_size=300), st.integers(2, 50))
def test_an_excerpt_is_one_line_of_that_length(written: str, longest: int) -> None:
    found = excerpt(written, longest)
    assert len(found) <= longest
    assert len(found.splitlines()) <= 1


def test_what_is_short_enough_keeps_its_formatting() -> None:
    said = text("Good ", bold("work"))
    assert shortened(said, 20) == said
    assert shortened(said, 6) == ("Good…",)
