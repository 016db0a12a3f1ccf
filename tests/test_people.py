"""Who may do what, who may be disturbed, and which country somebody means."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.i18n import LANGUAGES, Words
from bot.people.countries import PARTNERS, ZONES, find_country, in_order, zone_of_country
from bot.people.rules import (
    MANAGERS,
    Disturb,
    Grant,
    Person,
    Role,
    admits,
    is_quiet,
    may_disturb,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AMINA = Person(
    1, "p", 10, "Amina", "en", "Europe/Stockholm",
    consent_version=2, grants=frozenset({Grant(Role.TRAINEE)}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("person", "needs", "open_"),
    [
        (None, "anyone", True),
        (None, "member", False),
        (AMINA, "member", True),
        (replace(AMINA, consent_version=1), "member", False),
        (replace(AMINA, consent_version=1), "trainee", False),
        (AMINA, "trainee", True),
        (AMINA, "tutor", False),
        (AMINA, MANAGERS, False),
        (replace(AMINA, grants=frozenset({Grant(Role.ADMINISTRATOR)})), MANAGERS, True),
        (replace(AMINA, grants=frozenset({Grant(Role.COORDINATOR)})), MANAGERS, True),
    ],
)
def test_the_gate(person: Person | None, needs: str, open_: bool) -> None:
    assert admits(person, needs, 2) is open_


@pytest.mark.parametrize(
    ("hour", "quiet"), [(20, False), (21, True), (23, True), (0, True), (7, True), (8, False)]
)
def test_quiet_hours_run_over_midnight(hour: int, quiet: bool) -> None:
    at = datetime(2026, 11, 24, hour, tzinfo=ZoneInfo("Europe/Athens"))
    assert is_quiet(at, "Europe/Athens", time(21), time(8)) is quiet


@given(st.datetimes(timezones=st.just(UTC)), st.times())
def test_equal_ends_are_never_quiet(now: datetime, at: time) -> None:
    assert not is_quiet(now, "Europe/Athens", at, at)


def test_the_reason_for_silence_is_named() -> None:
    assert may_disturb(AMINA, NOON, 0) is Disturb.YES
    assert may_disturb(AMINA, NOON, AMINA.weekly_budget) is Disturb.BUDGET
    assert may_disturb(AMINA, NOON.replace(hour=22), 0) is Disturb.QUIET_HOURS
    assert may_disturb(replace(AMINA, blocked_at=NOON), NOON, 0) is Disturb.BLOCKED


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_is_found_by_its_name_in_every_language(language: str) -> None:
    for code in ZONES:
        assert find_country(Words(language).country(code)) == code


def test_every_zone_exists_and_every_country_has_one() -> None:
    for code, zones in ZONES.items():
        assert all(ZoneInfo(zone) for zone in zones)
        assert zone_of_country(code, "en") == zones[0]
    assert zone_of_country(None, "el") == "Europe/Athens"


def test_partners_are_offered_before_the_others() -> None:
    ordered = in_order(ZONES, Words("de"), first="FR")
    assert ordered[0] == "FR"
    assert set(ordered[1 : 1 + len(PARTNERS)]) == set(PARTNERS)
    assert len(ordered) == len(ZONES)
