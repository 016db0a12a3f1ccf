"""Every screen at its fullest fits a phone, in six languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.verdicts import Verdict
from bot.curriculum.words import Phrase
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import PackedFile, Screen
from bot.kit.text import plain
from bot.people.rules import Person
from bot.standardisation.papers import paper_of
from bot.standardisation.rules.agreement import Agreement, Standing
from bot.standardisation.rules.exercises import Given, Judge, Paper, Progress, State
from bot.standardisation.rules.results import Results, Sheet, letter_of
from bot.standardisation.screens import judging, listing, notices, preparing, results, running
from bot.standardisation.screens.lengths import EXERCISE, ZONE

NOW = datetime(2026, 9, 24, 12, tzinfo=UTC)
PUBLIC = EXERCISE.public_id
LONG_NAME = "Þórdís Konstantínsdóttir-Papadopoulou de la Vega"
COMMENT = "ψ" * 500
CLOSED = replace(EXERCISE, state=State.CLOSED, closed_at=NOW)
DRAFT = replace(EXERCISE, state=State.DRAFT)
CROWD = [
    Person(number, f"p{number}", number, f"{LONG_NAME} {number}", "en", ZONE)
    for number in range(2_000_000_000, 2_000_000_060)
]
FIGURES = {
    Standing.RELIABLE: Agreement(60, 5, 0.9, 0.91, varies=True),
    Standing.TENTATIVE: Agreement(60, 5, 0.7, 0.7, varies=True),
    Standing.UNRELIABLE: Agreement(60, 5, 0.2, -0.123, varies=True),
    Standing.TOO_FEW: Agreement(1, 0),
    Standing.NO_VARIATION: Agreement(60, 5, 1.0),
}


def sheets(paper: Paper, judges: int) -> tuple[Sheet, ...]:
    every = list(Verdict)
    return tuple(
        Sheet(letter_of(n), {c.id: Given(every[n % 3], COMMENT) for c in paper.criteria})
        for n in range(judges)
    )


def closed(paper: Paper, agreement: Agreement | None = None, judges: int = 60) -> Results:
    exercise = replace(CLOSED, agreement=agreement)
    return Results(exercise, paper, sheets(paper, judges), judges, own="A", manages=True)


def of_coordinators(words: Words, paper: Paper) -> Iterator[Screen]:
    names = [person.name for person in CROWD]
    yield preparing.judges_screen(words, DRAFT, CROWD, frozenset(p.id for p in CROWD), 3)
    yield preparing.judges_screen(words, DRAFT, [], frozenset(), 0)
    yield preparing.deadline_screen(words, DRAFT, ZONE, NOW)
    yield preparing.preview_screen(words, DRAFT, paper, CROWD, ZONE)
    named = {Progress.INVITED: names, Progress.BEGUN: names, Progress.SIGNED: names}
    note = words.count("standardisation.reminded", 60)
    yield running.run_screen(words, EXERCISE, paper, {**named}, ZONE, judges_too=True, note=note)
    yield running.close_screen(words, EXERCISE, paper, 59, 60)
    yield results.report_screen(words, 200, FIGURES[Standing.UNRELIABLE], PackedFile("a.xlsx", ""))
    yield results.no_report_screen(words)
    yield listing.report_comes_screen(words)


def of_judges(words: Words, paper: Paper) -> Iterator[Screen]:
    for signed in (True, False):
        for open_ in ([], [1, 2]):
            yield judging.overview_screen(
                words, EXERCISE, paper, open_, ZONE, signed=signed, manages=True
            )
    said = {c.id: Given(Verdict.PARTLY) for c in paper.criteria}
    for complete, signed in ((True, False), (False, False), (True, True)):
        yield judging.sign_screen(words, PUBLIC, paper, said, complete=complete, signed=signed)
    for position in range(1, len(paper.criteria) + 1):
        for given in (Given(), Given(Verdict.NOT_YET, COMMENT)):
            yield judging.criterion_screen(words, PUBLIC, paper, position, given, complete=True)


def of_all(words: Words, paper: Paper) -> Iterator[Screen]:
    for agreement in (None, *FIGURES.values()):
        yield results.results_screen(words, closed(paper, agreement))
    for position in range(1, len(paper.criteria) + 1):
        yield results.result_screen(words, closed(paper), position)
        yield results.result_screen(words, closed(paper, judges=0), position)
        yield results.comments_screen(words, closed(paper, judges=0), position, 0)
        for page in (0, 3, 99):
            yield results.comments_screen(words, closed(paper), position, page)
    yield notices.invitation_notice(words, EXERCISE, paper, ZONE)
    yield notices.reminder_notice(words, EXERCISE, paper, ZONE)
    yield notices.all_signed_notice(words, EXERCISE, paper, ZONE)
    yield notices.closed_notice(words, CLOSED, paper)


def of_lists(words: Words, paper: Paper) -> Iterator[Screen]:
    title = paper.sample.title.text(words.language).text
    mine = Judge(1, 1, 1, Progress.BEGUN)
    counts = {Progress.SIGNED: 50, Progress.INVITED: 10}
    rows = [listing.Row(one, title, mine, counts) for one in (EXERCISE, DRAFT, CLOSED)]
    for shown in (rows, []):
        for manages in (True, False):
            yield listing.exercises_screen(words, shown, 7, ZONE, more=True, manages=manages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_at_its_fullest_fits(loaded_content: Curriculum, language: str) -> None:
    words = Words(language)
    for sample in loaded_content.samples.values():
        paper = paper_of(loaded_content, sample)
        for room in (of_coordinators, of_judges, of_all, of_lists):
            for screen in room(words, paper):
                shown = plain(screen.text)
                buttons = [button for row in screen.rows for button in row]
                assert len(shown) <= 900, shown
                assert 0 < len(buttons) <= 8, shown
                assert all(len(b.to.pack()) <= 64 for b in buttons if not isinstance(b.to, str))


def test_the_figures_are_told_with_what_they_rest_on(loaded_content: Curriculum) -> None:
    paper, words = paper_of(loaded_content, loaded_content.samples["joinery"]), Words("en")
    told = {
        standing: plain(results.results_screen(words, closed(paper, found)).text)
        for standing, found in FIGURES.items()
    }
    assert "alpha: 0.910\nFrom 60 assessors and 5 criteria" in told[Standing.RELIABLE]
    assert "can be relied on" in told[Standing.RELIABLE]
    assert "cautious" in told[Standing.TENTATIVE]
    assert "not to be relied on" in told[Standing.UNRELIABLE]
    assert all("single verdict can change" in told[one] for one in list(Standing)[:3])
    for standing in (Standing.TOO_FEW, Standing.NO_VARIATION):
        assert "alpha: " not in told[standing]
    assert "nothing varies" in told[Standing.NO_VARIATION]
    assert "two judges and three criteria" in told[Standing.TOO_FEW]


def test_the_one_who_looks_sees_their_own_letter_and_verdict(loaded_content: Curriculum) -> None:
    paper = paper_of(loaded_content, loaded_content.samples["joinery"])
    shown = plain(results.result_screen(Words("en"), closed(paper, judges=3), 1).text)
    assert "Met: 1 (A)\nPartly: 1 (B)\nNot yet: 1 (C)\nYou are A and said: Met" in shown


def test_a_sample_that_is_not_translated_says_so_to_whoever_judges_it(
    loaded_content: Curriculum,
) -> None:
    sample = loaded_content.samples["joinery"]
    english = replace(sample, title=Phrase({"en": "A joinery"}))
    words = Words("el")
    for one, told in ((english, True), (sample, False)):
        paper = paper_of(loaded_content, one)
        notice = notices.invitation_notice(words, EXERCISE, paper, ZONE)
        assert (words("standardisation.in_english") in plain(notice.text)) is told
