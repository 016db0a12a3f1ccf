"""Who is told of a question first, without a database."""

from __future__ import annotations

from datetime import date

from bot.hours.rules.calendar import Away, Calendar
from bot.hours.rules.setting import Presence
from bot.hours.rules.week import PRESETS, Preset
from bot.people.rules import Person
from bot.tutoring.rules.staffing import Team, in_order, present, told_first
from tests.tutoring.threads import NOW, person

JON = person(1, "Jon", language="is")
ELENI = person(2, "Eleni", language="el")
ANA = person(3, "Ana", language="el", blocked_at=NOW)
NIKOS = person(4, "Nikos", language="el")
TODAY = (Away(date(2026, 11, 24), date(2026, 11, 24)),)


def there(*languages: str, away: tuple[Away, ...] = ()) -> Presence:
    return Presence(Calendar("Europe/Athens", away=away), frozenset(languages))


def names(people: list[Person]) -> list[str]:
    return [one.name for one in people]


def test_whoever_speaks_the_language_comes_first_and_who_blocked_is_left_out() -> None:
    team = Team([JON, ELENI, ANA, NIKOS])
    assert names(in_order(team, team.staff, "el", NOW)) == ["Eleni", "Nikos", "Jon"]


def test_of_two_who_speak_it_whoever_is_at_work_comes_first() -> None:
    mornings = Presence(Calendar("Europe/Athens", PRESETS[Preset.MORNINGS]), frozenset({"el"}))
    team = Team([ELENI, NIKOS], {2: mornings})  # noon in London is afternoon in Athens
    assert names(in_order(team, team.staff, "el", NOW)) == ["Nikos", "Eleni"]


def test_those_who_speak_the_language_are_told_first_and_alone() -> None:
    assert names(told_first(Team([JON, ELENI]), "el", NOW)) == ["Eleni"]
    assert names(present(Team([JON, ELENI]), "el", NOW)) == ["Eleni", "Jon"]


def test_a_further_language_counts_like_that_of_the_screens() -> None:
    team = Team([JON, ELENI], {1: there("is", "sv")})
    assert names(told_first(team, "sv", NOW)) == ["Jon"]


def test_where_nobody_speaks_it_all_are_told() -> None:
    assert names(told_first(Team([JON, ELENI]), "de", NOW)) == ["Jon", "Eleni"]


def test_whoever_has_not_been_here_for_days_keeps_it_from_nobody() -> None:
    silent = person(2, "Eleni", language="el", last_active_day="2026-11-01")
    assert names(told_first(Team([JON, silent]), "el", NOW)) == ["Eleni", "Jon"]


def test_whoever_is_away_is_told_only_where_all_are() -> None:
    away = there("el", away=TODAY)
    assert names(present(Team([JON, ELENI], {2: away}), "el", NOW)) == ["Jon"]
    assert names(told_first(Team([JON, ELENI], {2: away}), "el", NOW)) == ["Jon"]
    assert names(present(Team([ELENI], {2: away}), "el", NOW)) == ["Eleni"]


def test_whoever_stands_in_is_told_in_any_language() -> None:
    team = Team([ELENI, NIKOS], {4: there("el", away=TODAY)}, deputies=[JON])
    assert names(told_first(team, "el", NOW)) == ["Eleni", "Jon"]
