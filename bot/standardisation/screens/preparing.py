"""An exercise that is being prepared: sample, judges, deadline, a last look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.samples import Sample
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.people.rules import Person
from bot.standardisation.addresses import (
    AskDeadline,
    ChooseJudges,
    ChooseSample,
    DiscardExercise,
    PrepareExercise,
    ReadPiece,
    SetDeadline,
    SetJudge,
    StartExercise,
)
from bot.standardisation.rules.exercises import OFFERED_DAYS, Exercise, Paper
from bot.standardisation.screens.parts import (
    back,
    heading,
    home,
    in_english,
    label,
    named,
    outcome_line,
    title_of,
    until,
)

SAMPLES_A_PAGE: Final = 4
JUDGES_A_PAGE: Final = 4
ROOM: Final = 300  # for the names of those who are asked


def samples_screen(words: Words, curriculum: Curriculum, page: int) -> Screen:
    """What there is to judge, a page of it."""
    found = sorted(curriculum.samples.values(), key=lambda one: (one.outcome, one.id))
    shown, navigation = paged(words, found, page, SAMPLES_A_PAGE, ChooseSample)
    choosing = [
        Button(label(one.title.text(words.language).text), PrepareExercise(one.id)) for one in shown
    ]
    rows = [_sample(words, curriculum, one) for one in shown]
    return Screen(
        paragraphs(
            bold(words("standardisation.choose_sample")),
            *(rows or [words("standardisation.no_samples")]),
        ),
        (
            *button_rows(*choosing),
            *navigation,
            (back(words, places.OpenStandardisation()), home(words)),
        ),
    )


def _sample(words: Words, curriculum: Curriculum, sample: Sample) -> Text:
    outcome = curriculum.outcomes[sample.outcome].title.text(words.language).text
    return lines(
        bold(sample.title.text(words.language).text),
        f"{sample.outcome} {outcome}",
        words.count("standardisation.pieces", len(sample.pieces)),
    )


def judges_screen(
    words: Words,
    exercise: Exercise,
    offered: Sequence[Person],
    chosen: frozenset[int],
    page: int,
) -> Screen:
    """Who is to judge; each can be taken out and put in."""
    public = exercise.public_id
    last = max(0, len(offered) - 1) // JUDGES_A_PAGE
    page = min(max(page, 0), last)
    shown, navigation = paged(
        words, offered, page, JUDGES_A_PAGE, lambda to: ChooseJudges(public, to)
    )
    switches = [
        Button(
            label(words(_switch(one.id in chosen), name=one.name)),
            SetJudge(public, one.id, one.id not in chosen, page),
        )
        for one in shown
    ]
    asked = [one for one in offered if one.id in chosen]
    onward = Button(words("kit.continue"), AskDeadline(public))
    if not offered:
        onward = Button(words("home.invite"), places.InvitePeople())
    return Screen(
        paragraphs(
            bold(words("standardisation.choose_judges")),
            _named(words, asked) if offered else words("standardisation.nobody_to_ask"),
        ),
        (
            *button_rows(*switches),
            *navigation,
            (back(words, ChooseSample()), onward),
        ),
    )


def _switch(chosen: bool) -> str:
    return "standardisation.button.leave_out" if chosen else "standardisation.button.ask"


def _named(words: Words, people: Sequence[Person]) -> Text:
    """How many there are, and the first of them by name."""
    asked = words.count("standardisation.asked", len(people))
    return lines(asked, named(words, [one.name for one in people], ROOM)) if people else ()


def deadline_screen(words: Words, exercise: Exercise, zone: str, now: datetime) -> Screen:
    """Until when they can judge."""
    public = exercise.public_id
    offers = [
        Button(words.count("standardisation.button.days", days), SetDeadline(public, days))
        for days in OFFERED_DAYS
    ]
    return Screen(
        paragraphs(
            bold(words("standardisation.ask_deadline")),
            words(
                "standardisation.deadline_how",
                example=in_zone(now, zone).date(),
                city=words.city(zone),
            ),
        ),
        (*button_rows(*offers), (back(words, ChooseJudges(public)), home(words))),
        expects=AskDeadline(public),
    )


def preview_screen(
    words: Words, exercise: Exercise, paper: Paper, judges: Sequence[Person], zone: str
) -> Screen:
    """All choices, before anybody is told."""
    public = exercise.public_id
    at = until(words, exercise.deadline, zone)
    ends = words("standardisation.ends", at=at) if at else words("standardisation.no_deadline")
    return Screen(
        paragraphs(
            heading(title_of(words, paper)),
            lines(
                outcome_line(words, paper),
                words.count("standardisation.pieces", len(paper.sample.pieces)),
                in_english(words, paper),
            ),
            _named(words, judges),
            ends,
            words("standardisation.preview"),
        ),
        button_rows(
            Button(words("standardisation.button.start"), StartExercise(public)),
            Button(words("standardisation.button.read"), ReadPiece(public, 1)),
            Button(words("standardisation.button.judges"), ChooseJudges(public)),
            Button(words("standardisation.button.deadline"), AskDeadline(public)),
            Button(words("standardisation.button.discard"), DiscardExercise(public)),
            back(words, places.OpenStandardisation()),
            per_row=2,
        ),
    )
