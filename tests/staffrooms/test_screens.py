"""Every screen of staff groups in every language: short enough, and with all its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import plain
from bot.people.rules import Grant, Role, ScopeKind
from bot.staffrooms.rules.faults import STOPPING, Fault
from bot.staffrooms.rules.topics import Kind, Post, Room
from bot.staffrooms.screens import connecting
from bot.staffrooms.screens.topics import View, card_screen, post_screen, title_of
from bot.tutoring.rules.notes import Note
from bot.tutoring.rules.thread import About, Context, Side, State
from tests.tutoring.threads import AMINA, GRETA, NOW, PHOTO, entry, question

ROOM = Room(1, -100, "Tutors", "en", "Europe/Athens", ScopeKind.PROGRAMME, None, 1, None, 0)
LONG = "Μπορώ να τηλεφωνήσω στον εργοδότη; " * 4


def view(**values: object) -> View:
    asked = question(opening=LONG, **values)
    tutor = GRETA if asked.claimed_by else None
    entries = {1: entry(1, LONG), 2: entry(2, "Yes", Side.TUTOR, media=PHOTO)}
    notes = {3: Note(3, 2, "Greta", "shy", None, NOW)}
    return View(ROOM, asked, AMINA, tutor, entries, notes, {1: "Amina", 2: "Greta"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_of_connecting_fit(language: str) -> None:
    words = Words(language)
    scopes = [(Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE"), "")] * 9
    cohort = Grant(Role.COORDINATOR, ScopeKind.COHORT, "1")
    shown = [
        connecting.connect_screen(words, scopes, 12),
        connecting.connected_screen(words, connecting.scope_name(words, cohort, "Uppsala")),
        connecting.already_screen(words, connecting.scope_name(words, cohort)),
        connecting.disconnect_screen(words, "Uppsala"),
        connecting.disconnected_screen(words, deleted=True),
        connecting.disconnected_screen(words, deleted=False),
        connecting.left_screen(words),
        connecting.fault_screen(words, Fault.NO_FORUM),
        connecting.fault_screen(words, Fault.NO_RIGHT),
        *(connecting.stopped_notice(words, "Tutors", fault) for fault in STOPPING),
    ]
    assert all(0 < len(plain(screen.text)) <= 900 for screen in shown)
    assert all(len(screen.rows) <= 8 for screen in shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", [one for one in State if one is not State.DRAFT])
def test_a_topic_says_how_its_question_stands(language: str, state: State) -> None:
    words = Words(language)
    holder = None if state is State.OPEN else 2
    about = Context(About.CARD, "a.b", "A card", LONG * 3)
    seen = view(state=state, claimed_by=holder, context=about)
    assert 10 < len(title_of(words, seen)) <= 128
    assert "Amina" not in title_of(words, seen)
    card = card_screen(words, seen)
    assert len(plain(card.text)) <= 900
    assert "//" in plain(card.text)
    assert 1 <= len(card.rows) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_a_topic(language: str) -> None:
    words, seen = Words(language), view(claimed_by=2, state=State.CLAIMED)
    for state in ("waiting", "sent", "blocked", "failed", "uncertain"):
        said = post_screen(words, seen, Post(Kind.RECEIPT, 2), state)
        assert "Amina" in plain(said.text)
    assert "shy" in plain(post_screen(words, seen, Post(Kind.NOTE, 3), "").text)
    assert "Amina" in plain(post_screen(words, seen, Post(Kind.NOTED, 3), "").text)
    answer = post_screen(words, seen, Post(Kind.ENTRY, 2), "0")
    assert answer.attachment is not None
    assert "Greta" in plain(answer.text)
    edited = post_screen(words, seen, Post(Kind.EDIT, 1, 1), "")
    assert "Amina" in plain(edited.text)


def test_a_long_answer_goes_without_its_heading() -> None:
    seen = view(claimed_by=2, state=State.CLAIMED)
    seen = replace(seen, entries={2: entry(2, "x" * 4090, Side.TUTOR)})
    assert plain(post_screen(Words("en"), seen, Post(Kind.ENTRY, 2), "0").text) == "x" * 4090
