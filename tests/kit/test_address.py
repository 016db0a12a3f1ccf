"""Addresses survive the way through Telegram, and nothing else passes for one."""

from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import app, places
from bot.kit.address import LONGEST, MOST, Account, Address, AddressFault, known_addresses, unpack


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Sample(Address, prefix="test.sample"):
    number: int
    name: str
    yes: bool
    colour: Colour = Colour.RED


SAFE = st.text("abcXYZ019_.-", max_size=12)


@dataclass(frozen=True, slots=True)
class Listed(Address, prefix="test.listed"):
    account: Account
    page: int = 0


@given(st.integers(0, MOST), SAFE, st.booleans())
def test_what_is_packed_comes_back_as_it_was(number: int, name: str, yes: bool) -> None:
    address = Sample(number, name, yes)
    assert unpack(address.pack()) == address


@given(st.text(max_size=80))
def test_nonsense_is_a_fault_and_never_a_crash(nonsense: str) -> None:
    try:
        unpack(nonsense)
    except AddressFault:
        return
    assert unpack(nonsense).pack()


@pytest.mark.parametrize(
    "packed", ["test.sample:1:a", "test.sample:x:a:1:red", "test.sample:1:a:2:red"]
)
def test_a_wrong_shape_is_a_fault(packed: str) -> None:
    with pytest.raises(AddressFault):
        unpack(packed)


@pytest.mark.parametrize(
    "packed",
    ["test.sample:-1:a:1:red", f"test.sample:{MOST + 1}:a:1:red", "test.listed:1:10000"],
)
def test_numbers_that_no_row_and_no_page_has_are_a_fault(packed: str) -> None:
    with pytest.raises(AddressFault):
        unpack(packed)


def test_an_account_is_longer_than_a_rows_number() -> None:
    assert unpack(f"test.listed:{10**17}:9999") == Listed(Account(10**17), 9999)


def test_a_character_that_would_break_the_shape_is_refused() -> None:
    with pytest.raises(AddressFault):
        Sample(1, "a:b", True).pack()


def test_an_address_over_telegrams_limit_is_refused() -> None:
    with pytest.raises(AddressFault):
        Sample(1, "a" * LONGEST, True).pack()


def test_two_addresses_cannot_share_a_prefix() -> None:
    with pytest.raises(TypeError):

        class Other(Address, prefix="home"):
            pass

    assert unpack("home") == places.OpenHome()


def test_every_address_that_a_button_can_carry_has_a_handler() -> None:
    routes = app.all_routes()
    handled = {*routes.presses, *routes.answers, *routes.edits, *routes.in_groups}
    own = {kind for kind in known_addresses() if kind.__module__.startswith("bot.")}
    assert {kind.__qualname__ for kind in own - handled} == set()
