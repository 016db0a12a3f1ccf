"""Recovery codes as people write them, and who may confirm whose account is whose."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.joining.moving.rules import (
    CODE_LASTS,
    SIGNS,
    Code,
    CodeFault,
    is_right,
    may_confirm,
    new_code,
    new_number,
    read_code,
    read_number,
    spaced,
    what_is_wrong_with,
)
from bot.joining.rules import hash_of
from bot.people.rules import Grant, Person, Role, ScopeKind

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CODE = Code(1, 1, "hash", NOW, None, None, None)
OF_SEVEN = Grant(Role.TRAINEE, ScopeKind.COHORT, "7")


def somebody(number: int, *grants: Grant, country: str = "SE") -> Person:
    return Person(number, "p", number, "N", "en", "UTC", country=country, grants=frozenset(grants))


@given(some.text(SIGNS, min_size=20, max_size=20))
def test_a_code_is_read_however_it_is_spaced_and_cased(code: str) -> None:
    for written in (code, spaced(code), spaced(code).lower(), " ".join(code), f"\n{code} ."):
        assert read_code(written) == code


def test_letters_that_look_alike_are_read_as_the_one_that_is_meant() -> None:
    assert read_code("OIL0-ΑΒΕΖ-ΗΚΜΝ-ΡΤΧΥ-ο1ι2") == "0110ABEZHKMNPTXY0112"


@pytest.mark.parametrize("written", ["", "K7QF", "u" * 20, "K" * 21, "Ж" * 20, "💥" * 20, "٣" * 20])
def test_what_cannot_be_a_code_is_none(written: str) -> None:
    assert read_code(written) is None


@given(some.text(max_size=60))
def test_nonsense_is_a_code_or_none(written: str) -> None:
    code = read_code(written)
    assert code is None or (len(code) == 20 and set(code) <= set(SIGNS))


def test_a_code_is_right_only_where_there_is_one() -> None:
    code = new_code()
    assert is_right(code, hash_of(code))
    assert not is_right(code, hash_of(new_code()))
    assert not is_right(code, None)
    assert not is_right("", None)


def test_a_code_is_used_replaced_or_expired_once() -> None:
    assert what_is_wrong_with(CODE, NOW + CODE_LASTS - timedelta(1)) is None
    assert what_is_wrong_with(CODE, NOW + CODE_LASTS) is CodeFault.EXPIRED
    assert what_is_wrong_with(replace(CODE, used_at=NOW), NOW) is CodeFault.USED
    assert what_is_wrong_with(replace(CODE, replaced_at=NOW), NOW) is CodeFault.REPLACED


@pytest.mark.parametrize("written", ["4827 1930", "48-27-19-30", "number 48271930!", "٤٨٢٧١٩٣٠"])
def test_a_number_is_read_as_it_is_told(written: str) -> None:
    assert read_number(written) == "48271930"
    assert len(new_number()) == 8
    assert read_number("4827 193") is None


TUTOR = Grant(Role.TUTOR, ScopeKind.COHORT, "7")
SWEDEN = Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")
ALL = Grant(Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("staff", "whose", "may"),
    [
        (TUTOR, (OF_SEVEN,), True),
        (Grant(Role.TUTOR, ScopeKind.COHORT, "8"), (OF_SEVEN,), False),
        (Grant(Role.TUTOR, ScopeKind.COUNTRY, "GR"), (OF_SEVEN,), False),
        (TUTOR, (OF_SEVEN, Grant(Role.TUTOR)), False),
        (Grant(Role.ASSESSOR), (OF_SEVEN,), False),
        (SWEDEN, (OF_SEVEN, TUTOR), True),
        (SWEDEN, (Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE"),), False),
        (SWEDEN, (ALL,), False),
        (Grant(Role.COORDINATOR), (ALL,), False),
        (ALL, (ALL,), True),
        (ALL, (), False),
        (OF_SEVEN, (OF_SEVEN,), False),
    ],
)
def test_nobody_hands_over_an_account_they_could_not_have_invited_or_do_not_tutor(
    staff: Grant, whose: tuple[Grant, ...], may: bool
) -> None:
    belongs = {7} if OF_SEVEN in whose else set[int]()
    assert may_confirm(somebody(1, staff), somebody(2, *whose), {7: "SE"}, belongs) is may
    assert not may_confirm(somebody(2, staff), somebody(2, *whose), {7: "SE"}, belongs)
    gone = replace(somebody(2, *whose), erasing=True)
    assert not may_confirm(somebody(1, staff), gone, {7: "SE"}, belongs)
