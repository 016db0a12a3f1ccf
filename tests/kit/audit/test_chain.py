"""The chain: every row holds the one before it, and any single change is found."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.audit.chain import Anchor, Chain, Fault
from bot.kit.audit.rules import (
    GENESIS,
    Action,
    Deed,
    Head,
    Reference,
    Row,
    digest_of,
    hash_of,
    hour_of,
    is_sealed,
    next_head,
    next_row,
    written,
)

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
KEY = b"a key of at least thirty-two bytes"
LENGTH = 8
COLUMNS = tuple(Row.__dataclass_fields__)


def log_of(length: int, key: bytes | None = None) -> tuple[list[Row], Head]:
    rows: list[Row] = []
    head = Head()
    for number in range(length):
        thing = Reference("evidence", str(number % 3))
        deed = Deed(Action.EVIDENCE_READ, NOON + timedelta(minutes=number), thing, 1, 2)
        rows.append(next_row(head, deed, "tutor", "trainee"))
        head = next_head(head, rows[-1], key)
    return rows, head


def faults_of(
    rows: list[Row], head: Head, key: bytes | None = None, anchor: Anchor | None = None
) -> list[Fault]:
    chain = Chain(anchor)
    found = [fault for row in rows for fault in chain.take(astuple(row))]
    return [*found, *chain.end(head, key)]


ROWS, HEAD = log_of(LENGTH)
AT = st.integers(min_value=0, max_value=LENGTH - 1)


def test_one_row_is_hashed_as_it_always_was() -> None:
    """Anybody can do this without the bot: SHA-256 over a line of JSON."""
    line = (
        '[1,"2026-11-25T12:00:00.000000Z","tutor","evidence.read","trainee","evidence","0","",'
        f'"{"0" * 64}"]'
    )
    assert ROWS[0].previous == GENESIS
    assert ROWS[0].hash == sha256(line.encode()).hexdigest()


@pytest.mark.parametrize("length", [0, 1, LENGTH])
def test_what_was_written_has_no_fault(length: int) -> None:
    rows, head = log_of(length, KEY)
    assert faults_of(rows, head, KEY) == []
    assert faults_of(rows, head) == []


@given(at=AT, column=st.sampled_from(COLUMNS), value=st.text() | st.integers() | st.none())
def test_a_changed_value_is_found_where_it_stands(at: int, column: str, value: Any) -> None:
    values: dict[str, Any] = {column: value}
    changed = replace(ROWS[at], **values)
    if changed == ROWS[at] or (column == "sequence" and not isinstance(value, int)):
        return
    faults = faults_of([*ROWS[:at], changed, *ROWS[at + 1 :]], HEAD)
    assert faults[0].sequence in (at + 1, changed.sequence)


@given(at=AT)
def test_a_change_whose_hash_was_made_anew_is_found_by_the_next_row_or_the_head(at: int) -> None:
    changed = replace(ROWS[at], actor="somebody")
    forged = replace(changed, hash=hash_of(*astuple(changed)[:-1]))
    faults = faults_of([*ROWS[:at], forged, *ROWS[at + 1 :]], HEAD)
    assert [fault.sequence for fault in faults] == [min(at + 2, LENGTH)]


@given(at=AT, more=st.integers(min_value=1, max_value=LENGTH))
def test_removed_rows_are_named(at: int, more: int) -> None:
    left = [*ROWS[:at], *ROWS[at + more :]]
    fault = faults_of(left, HEAD)[0]
    assert fault.sequence == (at + 1 if at + more < LENGTH else LENGTH)
    assert "removed" in fault.words or "cut off" in fault.words
    assert f" {at + 1} " in f" {fault.words} "


@given(at=AT, other=AT)
def test_rows_that_changed_places_are_found(at: int, other: int) -> None:
    if at == other:
        return
    moved = list(ROWS)
    moved[at] = replace(ROWS[other], sequence=at + 1)
    moved[other] = replace(ROWS[at], sequence=other + 1)
    assert {fault.sequence for fault in faults_of(moved, HEAD)} >= {at + 1, other + 1}


@pytest.mark.parametrize("sequence", [0, -1, LENGTH + 1])
def test_an_inserted_row_is_found(sequence: int) -> None:
    extra = replace(ROWS[-1], sequence=sequence, previous=ROWS[-1].hash)
    extra = replace(extra, hash=hash_of(*astuple(extra)[:-1]))
    rows = sorted([*ROWS, extra], key=lambda row: row.sequence)
    assert [(f.sequence, "inserted" in f.words) for f in faults_of(rows, HEAD)] == [
        (sequence, True)
    ]


def test_a_log_written_anew_keeps_no_seal() -> None:
    rows, head = log_of(LENGTH, KEY)
    assert is_sealed(KEY, head)
    forged, plain_head = log_of(LENGTH - 1)
    assert "not sealed" in faults_of(forged, plain_head, KEY)[-1].words
    stolen = replace(plain_head, seal=head.seal)
    assert "not sealed" in faults_of(forged, stolen, KEY)[-1].words
    assert faults_of(rows, head, b"another key of thirty-two bytes")


def test_a_row_written_after_a_forgery_does_not_seal_it() -> None:
    _, head = log_of(LENGTH)
    deed = Deed(Action.PLAN_READ, NOON, Reference("plan", "own"))
    after = next_head(head, next_row(head, deed, None, None), KEY)
    assert not is_sealed(KEY, after)


@pytest.mark.parametrize("kept", [1, LENGTH - 1])
def test_an_anchor_finds_a_log_set_back_with_all_that_belongs_to_it(kept: int) -> None:
    rows, head = log_of(LENGTH, KEY)
    anchor = Anchor.read(str(Anchor(head.sequence, head.hash)))
    assert faults_of(rows, head, KEY, anchor) == []
    older, older_head = log_of(kept, KEY)
    assert [f.sequence for f in faults_of(older, older_head, KEY, anchor)] == [LENGTH]
    other = [*log_of(kept)[0]]
    wrong = Anchor(1, "f" * 64)
    assert "written anew" in faults_of(other, log_of(kept)[1], None, wrong)[0].words


@pytest.mark.parametrize("words", ["", "12", "x:" + "a" * 64, "12:abc"])
def test_what_is_no_anchor_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="SEQUENCE:HASH"):
        Anchor.read(words)


@pytest.mark.parametrize(
    ("kind", "id_"),
    [("evidence", "report of Amina.pdf"), ("evidence", ""), ("Αμίνα", "1"), ("role", "ä")],
)
def test_a_reference_takes_no_text(kind: str, id_: str) -> None:
    with pytest.raises(ValueError, match="no text"):
        Reference(kind, id_)


def test_actions_are_in_the_past_tense_and_named_like_their_room() -> None:
    past = ("ed", "ent", "en", "read", "back", "drawn", "held", "over")
    assert all(action.partition(".")[2].endswith(past) for action in Action)
    assert len({str(action) for action in Action}) == len(Action)


def test_digests_tell_apart_what_is_cut_differently() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of("ab") == digest_of("ab")


def test_an_hour_begins_on_the_clock_in_utc() -> None:
    late = NOON + timedelta(minutes=59, seconds=59)
    assert hour_of(late) == hour_of(NOON) < written(NOON) < written(late)
    assert hour_of(late + timedelta(seconds=1)) > written(late)
