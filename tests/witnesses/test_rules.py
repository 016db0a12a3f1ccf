"""What an account and an answer need, and how a link stands: decided without a database."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.witnesses.rules.answers import (
    LONGEST,
    Answer,
    Fault,
    Verdict,
    digest_of_answer,
    faults_of,
    read_answer,
    read_verdict,
)
from bot.witnesses.rules.requests import (
    LIFETIME,
    AccountFault,
    Request,
    Standing,
    State,
    cleaned,
    digest_of_account,
    is_open,
    on_one_line,
    standing,
    what_is_wrong_with,
)
from tests.people import MONDAY
from tests.witnesses.ways import ACCOUNT, GIVEN

REQUEST = Request(
    1, "abc", 2, 3, "1.1", ("1.1", "1.1.k"), ACCOUNT, "digest", State.OPEN, "sv", MONDAY,
    sent_at=MONDAY, expires_at=MONDAY + LIFETIME,
)  # fmt: skip
FIELDS = st.dictionaries(
    st.sampled_from(["words", "name", "role", "organisation", "relation", "saw"]), st.text()
)


@given(st.text())
def test_nothing_unseen_is_left_in_what_somebody_wrote(written: str) -> None:
    clean = cleaned(written)
    assert cleaned(clean) == clean
    assert all(s == "\n" or unicodedata.category(s)[0] != "C" for s in clean)
    assert "\n" not in on_one_line(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Þórdís\r\nÆgisdóttir ", "Þórdís\nÆgisdóttir"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("e\u0301\u200b\u00a0x", "é x"),
        ("\x00\x1b[31mred", "[31mred"),
    ],
)
def test_signs_that_turn_or_hide_are_taken_out(written: str, kept: str) -> None:
    assert cleaned(written) == kept


@pytest.mark.parametrize(
    ("length", "fault"),
    [(29, AccountFault.SHORT), (30, None), (1500, None), (1501, AccountFault.LONG)],
)
def test_an_account_has_30_to_1500_characters(length: int, fault: AccountFault | None) -> None:
    assert what_is_wrong_with("ä" * length) is fault


def test_the_standing_tells_waiting_from_opened_and_expired() -> None:
    opened = replace(REQUEST, opened_at=MONDAY)
    assert standing(REQUEST, MONDAY) is Standing.WAITING
    assert standing(opened, MONDAY) is Standing.OPENED
    assert standing(opened, MONDAY + LIFETIME) is Standing.EXPIRED
    assert not is_open(opened, MONDAY + LIFETIME)
    confirmed = replace(opened, state=State.CONFIRMED)
    assert standing(confirmed, MONDAY + timedelta(days=99)) is Standing.CONFIRMED


@given(FIELDS, st.sampled_from(Verdict))
def test_whatever_is_sent_is_judged_field_by_field(fields: dict[str, str], of: Verdict) -> None:
    answer = read_answer(of, fields)
    faults = faults_of(answer)
    if not faults and of is not Verdict.DECLINE:
        assert answer.saw
        assert 2 <= len(answer.name) <= LONGEST["name"]
        assert all(len(getattr(answer, field)) <= LONGEST[field] for field in LONGEST)
    assert read_answer(of, {**fields, **{k: getattr(answer, k) for k in LONGEST}}) == answer


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, {}),
        ({"name": ""}, {"name": Fault.MISSING}),
        ({"name": "X"}, {"name": Fault.SHORT}),
        ({"name": "<script>"}, {"name": Fault.CHARACTERS}),
        ({"name": "ab" * 51}, {"name": Fault.LONG}),
        ({"role": " "}, {"role": Fault.MISSING}),
        ({"organisation": ""}, {}),
        ({"organisation": "x" * 101}, {"organisation": Fault.LONG}),
        ({"relation": "boss"}, {"relation": Fault.SHORT}),
        ({"saw": "no"}, {"saw": Fault.MISSING}),
    ],
)
def test_each_field_has_its_own_fault(changed: dict[str, str], faults: dict[str, Fault]) -> None:
    assert faults_of(read_answer(Verdict.CONFIRM, {**GIVEN, **changed})) == faults


def test_a_correction_says_how_it_was() -> None:
    assert faults_of(read_answer(Verdict.CORRECT, GIVEN)) == {"words": Fault.MISSING}
    assert read_answer(Verdict.CONFIRM, {**GIVEN, "words": "left over"}).words == ""


def test_nothing_is_taken_of_somebody_who_declines() -> None:
    assert read_answer(Verdict.DECLINE, GIVEN) == Answer(Verdict.DECLINE)
    assert faults_of(Answer(Verdict.DECLINE)) == {}


@pytest.mark.parametrize("written", ["", "CONFIRM", "confirm ", "draft"])
def test_an_answer_of_another_kind_is_none(written: str) -> None:
    assert read_verdict(written) is None


def test_a_digest_changes_with_every_part_of_what_was_shown_and_said() -> None:
    tags = REQUEST.tags
    accounts = {
        digest_of_account(ACCOUNT, "1.1", tags),
        digest_of_account(f"{ACCOUNT} ", "1.1", tags),
        digest_of_account(ACCOUNT, "1.2", tags),
        digest_of_account(ACCOUNT, "1.1", tags[:1]),
    }
    given = read_answer(Verdict.CONFIRM, GIVEN)
    others = [replace(given, **{name: "another"}) for name in LONGEST]
    digests = {digest_of_answer(one, given) for one in accounts}
    digests |= {digest_of_answer("digest", one) for one in [given, *others]}
    assert len(digests) == 4 + 1 + len(others)
