"""Invitations, pauses after guessing, and what counts as a name or a time."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.joining.rules import (
    FREE_GUESSES,
    LONGEST_PAUSE,
    Fault,
    Guesses,
    Invitation,
    InvitationKind,
    NameFault,
    after_wrong_code,
    clean_name,
    hash_of,
    may_invite,
    new_code,
    pause_until,
    read_span,
    read_time,
    what_is_wrong_with,
    why_refused,
)
from bot.people.countries import find_named
from bot.people.rules import Grant, Person, Role, ScopeKind

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPEN = Invitation(
    1,
    InvitationKind.COHORT,
    Grant(Role.TRAINEE),
    None,
    20,
    NOW + timedelta(days=1),
    None,
    None,
    NOW,
)
PERSONAL = replace(OPEN, kind=InvitationKind.PERSONAL, quota=1)


@pytest.mark.parametrize(
    ("invitation", "fault"),
    [
        (None, Fault.WRONG),
        (OPEN, None),
        (PERSONAL, None),
        (replace(PERSONAL, joined=1), Fault.USED),
        (replace(OPEN, joined=20), Fault.FULL),
        (replace(OPEN, expires_at=NOW), Fault.EXPIRED),
        (replace(OPEN, expires_at=None), None),
        (replace(OPEN, revoked_at=NOW, joined=20), Fault.REVOKED),
    ],
)
def test_five_faults_and_none(invitation: Invitation | None, fault: Fault | None) -> None:
    assert why_refused(invitation, NOW) is fault


def test_a_code_fits_a_start_parameter_and_is_hard_to_guess() -> None:
    codes = {new_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,64}", code) for code in codes)
    assert all(len(hash_of(code)) == 64 for code in codes)


def test_the_first_guesses_are_free_then_each_pause_is_longer() -> None:
    guesses, pauses = None, []
    for _ in range(30):
        guesses = after_wrong_code(guesses, NOW)
        until = pause_until(guesses)
        pauses.append(until - NOW if until else timedelta())
    assert pauses[: FREE_GUESSES - 1] == [timedelta()] * (FREE_GUESSES - 1)
    assert pauses[FREE_GUESSES - 1 : FREE_GUESSES + 1] == [
        timedelta(seconds=30),
        timedelta(minutes=1),
    ]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_a_day_without_guessing_begins_anew() -> None:
    assert after_wrong_code(Guesses(9, NOW), NOW + timedelta(days=1)).failures == 1


@pytest.mark.parametrize(
    "name",
    ["Þórdís Ægisdóttir", "Ελένη Παπαδοπούλου", "李 明", "Jean-Luc O’Neill", "ليلى حسن", "Ngô Bảo"],
)
def test_a_name_of_any_script_is_a_name(name: str) -> None:
    assert what_is_wrong_with(clean_name(name)) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("A", NameFault.LENGTH),
        ("..", NameFault.LENGTH),
        ("A" * 101, NameFault.LENGTH),
        ("Amina <b>", NameFault.CHARACTERS),
        ("Amina 2", NameFault.CHARACTERS),
        ("😀😀", NameFault.CHARACTERS),
        ("@amina", NameFault.CHARACTERS),
    ],
)
def test_what_is_no_name_is_named(name: str, fault: NameFault) -> None:
    assert what_is_wrong_with(name) is fault


def test_a_name_is_composed_and_has_single_spaces() -> None:
    assert clean_name("  O\u0308sten \n  Berg ") == "Östen Berg"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("17:30", time(17, 30)),
        ("17.30", time(17, 30)),
        ("7", time(7)),
        ("kl. 18", time(18)),
        ("18 Uhr", time(18)),
        ("5:30 pm", time(17, 30)),
        ("5:30\u202fμ.μ.", time(17, 30)),
        ("12 p.m.", time(12)),
        ("24", time(0)),
        ("25", None),
        ("12:75", None),
        ("in the evening", None),
        ("", None),
    ],
)
def test_times_as_people_write_them(written: str, read: time | None) -> None:
    assert read_time(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("21:00-08:00", (time(21), time(8))),
        ("22–7", (time(22), time(7))),
        ("21.30 - 6.15", (time(21, 30), time(6, 15))),
        ("21", None),
        ("late", None),
        ("30-40", None),
    ],
)
def test_spans_as_people_write_them(written: str, read: tuple[time, time] | None) -> None:
    assert read_span(written) == read


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(written: str) -> None:
    read_time(written)
    read_span(written)
    what_is_wrong_with(clean_name(written))
    assert find_named(written, {"SE": "Sweden"}) in (None, "SE")


def test_a_name_in_a_list_is_found_without_its_accents() -> None:
    names = {"GR": "Ελλάδα", "IS": "Ísland"}
    assert find_named("ελλαδα", names) == "GR"
    assert find_named(" island", names) == "IS"
    assert find_named("gr", names) == "GR"
    assert find_named("", names) is None


def maker(*grants: Grant) -> Person:
    return Person(1, "p", 10, "Carl", "sv", "Europe/Stockholm", grants=frozenset(grants))


@pytest.mark.parametrize("role", list(Role))
def test_administrators_invite_anyone(role: Role) -> None:
    assert may_invite(maker(Grant(Role.ADMINISTRATOR)), Grant(role), None)


@pytest.mark.parametrize("role", list(Role))
def test_coordinators_invite_only_those_below_and_in_their_scope(role: Role) -> None:
    carl = maker(Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE"))
    below = role in (Role.TRAINEE, Role.TUTOR, Role.ASSESSOR)
    assert may_invite(carl, Grant(role, ScopeKind.COHORT, "3"), "SE") is below
    assert may_invite(carl, Grant(role, ScopeKind.COUNTRY, "SE"), None) is below
    assert not may_invite(carl, Grant(role, ScopeKind.COHORT, "3"), "DE")
    assert not may_invite(carl, Grant(role), None)


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.TUTOR, Role.ASSESSOR])
def test_nobody_else_invites(role: Role) -> None:
    assert not may_invite(maker(Grant(role)), Grant(Role.TRAINEE), None)
