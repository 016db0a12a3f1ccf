"""Every screen of the lists fits a phone, in every language, and leads somewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import places
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.lists.addresses import Nudge, TakeBack, WriteTo
from bot.lists.rules.entries import Counts, Entry, List, Pause, Why
from bot.lists.screens import letters
from bot.lists.screens import lists as screens
from bot.lists.screens.morning import morning_screen
from bot.people.rules import Grant, Person, Role

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAME = "Παρασκευή-Αλεξάνδρα Παπαδοπούλου-Κωνσταντίνου"
GRETA = Person(
    1, "greta", 42, NAME, "en", "Europe/Stockholm",
    grants=frozenset({Grant(Role.TUTOR), Grant(Role.COORDINATOR)}),
)  # fmt: skip


def entry(why: Why, *, blocked: bool = False) -> Entry:
    reference = "" if why in (Why.NEVER, Why.STALLED) else "r" * 10
    return Entry(7, "p" * 10, NAME, why, NOW - timedelta(days=31), reference, NOW, blocked)


def fits(screen: Screen) -> None:
    buttons = [button for row in screen.rows for button in row]
    assert len(plain(screen.text)) <= 900
    assert 1 <= len(buttons) <= 8
    assert all(len(b.to.pack()) <= 64 for b in buttons if not isinstance(b.to, str))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_a_full_list_and_somebody_on_it_fit(language: str, why: Why) -> None:
    words = Words(language)
    page = [entry(why)] * screens.A_PAGE
    undo = TakeBack(why, "p" * 10, "r" * 10, 9999)
    note = words.text("lists.is_aside", name=NAME, day=words.moment(NOW, "UTC"))
    fits(
        screens.list_screen(
            words, GRETA, why.list, page, 9998, NOW, more=True, note=note, undo=undo
        )
    )
    fits(screens.entry_screen(words, GRETA, entry(why), 9999, NOW))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_sent_and_the_overview_fit(language: str) -> None:
    words = Words(language)
    counts = Counts(99999, 99999, 99999)
    fits(screens.overview_screen(words, GRETA, counts, mornings=True))
    fits(screens.overview_screen(words, GRETA, Counts(), mornings=False))
    fits(morning_screen(words, GRETA, counts))
    fits(letters.letter_screen(words, GRETA, ("x" * 700,)))
    fits(letters.write_screen(words, GRETA, WriteTo(Why.STALLED, "p" * 10, 9999)))
    for why in (Why.NEVER, Why.STALLED):
        fits(letters.nudge_screen(words, GRETA, GRETA, why))


def leads_to(screen: Screen) -> list[object]:
    return [button.to for row in screen.rows for button in row]


def test_who_cannot_be_reached_is_neither_nudged_nor_written_to() -> None:
    blocked = screens.entry_screen(Words("en"), GRETA, entry(Why.STALLED, blocked=True), 0, NOW)
    reached = screens.entry_screen(Words("en"), GRETA, entry(Why.STALLED), 0, NOW)
    assert [to for to in leads_to(blocked) if isinstance(to, Nudge | WriteTo)] == []
    assert len([to for to in leads_to(reached) if isinstance(to, Nudge | WriteTo)]) == 2


def test_evidence_is_opened_by_a_tutor_alone() -> None:
    carla = Person(
        2, "carla", 43, "Carla", "en", "UTC", grants=frozenset({Grant(Role.COORDINATOR)})
    )
    piece = places.OpenPieceOfEvidence("r" * 10)
    words = Words("en")
    shown = screens.entry_screen(words, GRETA, entry(Why.EVIDENCE), 0, NOW)
    assert piece in leads_to(shown)
    shown = screens.entry_screen(words, carla, entry(Why.EVIDENCE), 0, NOW)
    assert piece not in leads_to(shown)


def test_each_list_says_its_rule_and_only_those_with_somebody_have_a_button() -> None:
    screen = screens.overview_screen(Words("en"), GRETA, Counts(stalled=2), mornings=True)
    assert "Stalled (2): begun and not finished, and nothing done for 7 days" in plain(screen.text)
    assert screen.rows[0][0].label == "Stalled (2)"
    assert len(List) == len(Pause) == 3
