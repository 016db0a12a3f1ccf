"""Every screen of witnesses fits a phone in six languages, with the longest that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.entries import Entry, EntryState, Form, heading
from bot.evidence.rules.pieces import Kind, Opened, Piece
from bot.evidence.rules.pieces import State as PieceState
from bot.evidence.screens.collecting import collect_screen
from bot.evidence.screens.contents import contents_screen
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_from_data, screen_to_data
from bot.kit.text import plain, text
from bot.witnesses import screens
from bot.witnesses.rules.answers import Answer, Verdict
from bot.witnesses.rules.requests import LIFETIME, Request, State
from tests.people import MONDAY
from tests.source import ROOT

LONG = "Ελένη Παπαδοπούλου-Οικονόμου " * 60
PIECE = Piece(
    1, "piece00000", 3, "1.1", Kind.OBSERVATION, PieceState.DRAFT, 1, "", frozenset(), ("1.1",),
    False, MONDAY, None,
)  # fmt: skip
REQUEST = Request(
    2**31 - 1, "request000", 1, 3, "1.1", ("1.1", "1.1.k"), LONG[:1500], "d" * 64, State.OPEN, "el",
    MONDAY, 1, MONDAY, MONDAY + LIFETIME, MONDAY, None, "", "", "",
)  # fmt: skip
ANSWERED = replace(
    REQUEST, answered_at=MONDAY, answered_in="is", name=LONG[:100], role=LONG[:100]
)  # fmt: skip
GIVEN = Answer(
    Verdict.CORRECT, LONG[:100], LONG[:100], LONG[:100], LONG[:300], LONG[:1500], saw=True
)
ZONE = "Europe/Stockholm"


def every_screen(words: Words) -> Iterator[tuple[str, Screen]]:
    states = [replace(ANSWERED, state=state) for state in State]
    for piece in (PIECE, replace(PIECE, state=PieceState.SUBMITTED)):
        yield "list", screens.requests_screen(words, piece, states * 3, ZONE, MONDAY)
        yield "empty list", screens.requests_screen(words, piece, (), ZONE, MONDAY)
        for one in (*states, replace(REQUEST, opened_at=None)):
            yield one.state, screens.request_screen(words, one, piece, ZONE, MONDAY)
        late = screens.request_screen(words, REQUEST, piece, ZONE, MONDAY + timedelta(days=15))
        yield "expired", late
        for verdict in Verdict:
            given = replace(GIVEN, verdict=verdict)
            number = None if verdict is Verdict.DECLINE else 2**31 - 1
            yield verdict, screens.answered_notice(words, ANSWERED, piece, given, number)
    yield "write", screens.write_screen(words, PIECE)
    link = "https://a-rather-long-host-name.example.org/witness/" + "x" * 32 + "?l=el"
    for language in LANGUAGES:
        theirs = replace(REQUEST, language=language)
        yield "link", screens.link_screen(words, theirs, LONG[:100], link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_a_phone_and_a_thumb(content: Curriculum, language: str) -> None:
    for name, screen in every_screen(Words(language)):
        shown = plain(screen.text)
        buttons = [button for row in screen.rows for button in row]
        assert 0 < len(shown) <= 900, f"{name}: {len(shown)}"
        assert 0 < len(buttons) <= 8, name
        assert "{" not in shown, name
        assert screen_from_data(screen_to_data(screen)) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_witnesses_leaves_room_for_every_button(
    content: Curriculum, language: str
) -> None:
    words = Words(language)
    held = tuple(
        Entry(n, 1, 3, Form.WITNESS, EntryState.STORED, n, text=text("Statement"))
        for n in range(1, 12)
    )
    for page in range(4):
        drawn = contents_screen(words, Opened(PIECE, held), page)
        assert sum(map(len, drawn.rows)) <= 8
    labels = {b.label for row in collect_screen(words, Opened(PIECE), 20).rows for b in row}
    assert words("evidence.button.witness") in labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_says_who_what_and_how_it_came(language: str) -> None:
    words = Words(language)
    said = plain(screens.statement(words, ANSWERED, GIVEN, "abcdef0123456789" * 4, ZONE))
    for part in (GIVEN.name, GIVEN.relation, GIVEN.words, ANSWERED.account, "abcdef0123456789"):
        assert part.strip() in said
    assert words("witnesses.statement.unchecked") in said
    assert words.language_name("is") in said


def test_the_published_portfolio_knows_every_form_that_evidence_takes() -> None:
    schema = (ROOT / "docs" / "portfolio.schema.json").read_text("utf-8")
    (forms,) = re.findall(r'"form": \{\s*"enum": \[([^\]]*)\]', schema)
    assert set(re.findall(r'"(\w+)"', forms)) == set(Form)


def test_a_witness_is_asked_first_while_nothing_else_is_there() -> None:
    words, said = Words("en"), Entry(1, 1, 3, Form.TEXT, EntryState.STORED, 1, text=text("I led"))
    empty, begun = (collect_screen(words, Opened(PIECE, held), 20) for held in ((), (said,)))
    labels = [[button.label for row in one.rows for button in row] for one in (empty, begun)]
    assert labels == [["Ask a witness", "Done", "Home"], ["Done", "Ask a witness", "Home"]]


def test_a_statement_is_listed_by_whose_it_is() -> None:
    said = screens.statement(Words("en"), ANSWERED, replace(GIVEN, name="Bo Ek"), "d" * 64, ZONE)
    entry = Entry(1, 1, 3, Form.WITNESS, EntryState.STORED, 1, text=said)
    assert heading(entry) == "Statement by Bo Ek"
