"""The overview and the screen of an outcome: true, complete in words, legible, in six languages."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.coverage import Mark, marks_of
from bot.evidence.rules.pieces import Kind, State
from bot.evidence.rules.requirements import Offer, OutcomeStanding, standing_of
from bot.evidence.screens.choosing import kind_screen
from bot.evidence.screens.coverage import coverage_screen, unit_coverage_screen
from bot.evidence.screens.missing import missing_lines
from bot.evidence.screens.outcome import outcome_evidence_screen
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.pictures import render_pdf, render_png
from bot.kit.telegram.screen import Drawn, Screen, screen_from_data, screen_to_data
from bot.kit.text import plain
from tests.evidence.conftest import NOW
from tests.evidence.test_requirements import offer
from tests.evidence.test_screens import NAME, ZONE, fits
from tests.source import ROOT

FONTS = sorted((ROOT / "bot/kit/fonts").glob("*.ttf"))
EN = Words("en")
Standings = dict[str, OutcomeStanding]


def standings(content: Curriculum, *offers: Offer) -> Standings:
    return {one.id: standing_of(one, offers, NOW) for one in content.outcomes.values()}


def all_sorts(content: Curriculum) -> list[Offer]:
    """Pieces of every kind in every state, each tagged with everything."""
    tags = (*content.outcomes, *content.statements)
    states = [State.FEEDBACK_GIVEN, State.SUBMITTED, State.DRAFT]
    made = [
        offer(kind, *tags, state=state, has_feedback=state is State.FEEDBACK_GIVEN)
        for kind, state in product(Kind, states)
    ]
    return [*made, *(offer(kind, *tags, days=5000) for kind in Kind)]


def screens(words: Words, content: Curriculum, found: Standings, of: str = "") -> list[Screen]:
    name = NAME if of else ""
    return [
        coverage_screen(words, content, found, NOW.date(), of=of, trainee=name),
        *(unit_coverage_screen(words, u, found, ZONE, of=of) for u in content.units.values()),
        *(
            outcome_evidence_screen(words, one, page, ZONE, of=of)
            for one, page in product(found.values(), (0, 1, 99))
        ),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_a_phone(content: Curriculum, language: str) -> None:
    crowded, old = all_sorts(content), [offer(kind, *content.outcomes, days=5000) for kind in Kind]
    one_note = [offer(Kind.CASE_FILE, *content.outcomes)]
    for offers, of in product(([], crowded, old, [*one_note, *old]), ("", "abcdefghjk")):
        for screen in screens(Words(language), content, standings(content, *offers), of):
            fits(screen)
            assert screen_from_data(json.loads(json.dumps(screen_to_data(screen)))).rows


def test_the_best_piece_of_a_kind_gives_its_mark(content: Curriculum) -> None:
    offers = [
        offer(Kind.CASE_FILE, "1.1", days=5000),
        offer(Kind.CASE_FILE, "1.1"),
        offer(Kind.CASE_FILE, "1.1", state=State.DRAFT, submitted_at=None),
        # handed in once, and worked on again: after feedback, or for client data in it
        offer(Kind.ROLE_PLAY, "1.1", state=State.DRAFT, has_feedback=True),
        offer(Kind.OBSERVATION, "1.1", state=State.DRAFT),
        offer(Kind.NOTE, "1.1"),
        offer(Kind.WITNESS, "1.1", state=State.DRAFT, submitted_at=None),
        offer(None, "1.1", state=State.DRAFT, submitted_at=None),
    ]
    assert marks_of(standings(content, *offers)["1.1"]) == {
        Kind.CASE_FILE: Mark.HANDED_IN,
        Kind.ROLE_PLAY: Mark.FEEDBACK,
        Kind.OBSERVATION: Mark.HANDED_IN,
        Kind.NOTE: Mark.NOT_COUNTED,
        Kind.WITNESS: Mark.DRAFT,
    }


def picture(screen: Screen) -> dict[str, Any]:
    assert isinstance(screen.attachment, Drawn)
    return dict(screen.attachment.data)


def test_every_mark_of_the_picture_stands_in_the_words_as_well(content: Curriculum) -> None:
    found = standings(content, offer(Kind.VISIT, "2.2"), offer(Kind.NOTE, "2.2", "3.1"))
    screen = coverage_screen(EN, content, found, NOW.date())
    said, drawn = plain(screen.text), picture(screen)
    assert "2.2: 2 of 2, enough · employer visit (handed in), reflective note (handed in)" in said
    assert "3.1: 0 of 2 · reflective note (does not count)" in said
    rows = {row["id"]: row for group in drawn["groups"] for row in group["rows"]}
    assert rows["2.2"]["marks"] == ["asked", "handed_in", "", "", "", "handed_in", "", "asked"]
    assert (rows["2.2"]["enough"], rows["3.1"]["counts"]) == (True, "0/2")
    assert [mark for mark, _ in drawn["legend"]] == ["asked", "handed_in", "not_counted"]


def test_where_the_words_would_be_too_many_each_outcome_still_stands_there(
    content: Curriculum,
) -> None:
    found = standings(content, *all_sorts(content))
    said = plain(coverage_screen(Words("el"), content, found, NOW.date()).text)
    assert [outcome for outcome in content.outcomes if f"{outcome}: " not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_picture_is_drawn_in_every_language_and_can_be_read_aloud(
    content: Curriculum, language: str
) -> None:
    found = standings(content, *all_sorts(content)[:7])
    screen = coverage_screen(Words(language), content, found, NOW.date(), of="x", trainee=NAME)
    png = await render_png("overview", picture(screen), language=language)
    assert png.startswith(b"\x89PNG")
    assert len(png) < 250_000
    assert (await render_pdf("overview", picture(screen), language=language)).startswith(b"%PDF")
    drawn = TTFont(FONTS[0]).getBestCmap()
    words = json.dumps(picture(screen), ensure_ascii=False)
    assert {letter for letter in words if ord(letter) not in drawn} == set()


@pytest.mark.parametrize(
    ("offers", "said"),
    [
        ([], ["2 more pieces: visit", "At least 2 different kinds"]),
        ([Kind.VISIT], ["1 more piece, of another kind: case"]),
        ([Kind.VISIT, Kind.VISIT], ["1 more piece, of another kind: case"]),
        ([Kind.VISIT, Kind.WITNESS], ["As much as is asked for is there."]),
    ],
)
def test_what_is_missing_is_said_in_one_or_two_sentences(
    content: Curriculum, offers: list[Kind], said: list[str]
) -> None:
    tags = [one for one in ("3.1", *content.statements) if one.startswith("3.1")]
    found = standings(content, *(offer(kind, *tags) for kind in offers))["3.1"]
    lines = missing_lines(EN, found, ZONE)
    assert len(lines) == len(said)
    assert all(
        line.replace("employer visit", "visit").startswith(start)
        for line, start in zip(lines, said, strict=True)
    )


def test_three_pieces_of_two_kinds_ask_for_another_kind_among_those_to_come(
    content: Curriculum,
) -> None:
    found = standings(content, offer(Kind.NOTE, "2.1"))["2.1"]
    more, among, *_ = missing_lines(EN, found, ZONE)
    assert more.startswith("2 more pieces: case file, recorded role play,")
    assert among.startswith("At least 1 of them of another kind: case file, ")
    assert "reflective note" not in among


def test_spanish_says_u_before_an_o(content: Curriculum) -> None:
    found = standings(content)["1.1"]
    assert Words("es").choice(["nota", "observación"]) == "nota u observación"
    assert "o testimonio" in missing_lines(Words("es"), found, ZONE)[0]


def test_a_draft_is_finished_before_another_piece_is_begun(content: Curriculum) -> None:
    draft = offer(Kind.VISIT, "3.1", piece="draft", state=State.DRAFT, submitted_at=None)
    first = [
        outcome_evidence_screen(EN, standings(content, *there)["3.1"], 0, ZONE).rows[0][0].to
        for there in ([], [draft], [offer(Kind.VISIT, "3.1")])
    ]
    add = places.AddEvidenceFor("3.1")
    assert first == [add, places.OpenPieceOfEvidence("draft"), add]


def test_a_piece_says_until_when_it_counts_on_the_trainees_clock(content: Curriculum) -> None:
    late = NOW.replace(hour=23, minute=30) - timedelta(days=24)
    found = standings(content, offer(Kind.VISIT, "3.1", submitted_at=late))["3.1"]
    said = plain(outcome_evidence_screen(EN, found, 0, "Europe/Athens").text)
    assert "1. Employer visit: handed in · counts until 1 Nov 2027" in said


def test_the_kinds_that_an_outcome_asks_for_are_offered_first(content: Curriculum) -> None:
    for outcome in content.outcomes.values():
        offered = [
            button.label
            for page in (0, 1)
            for row in kind_screen(EN, "", outcome.id, page).rows[:4]
            for button in row
        ]
        asked = [EN(f"evidence.kind.{kind}") for kind in outcome.evidence.kinds]
        assert set(offered[: len(asked)]) == set(asked)
