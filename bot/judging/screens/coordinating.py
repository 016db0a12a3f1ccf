"""The coordinator's desk: what waits to be judged, who has it, who could."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import Assign, OpenRoundDesk, OpenWaivers, PickAssessor, WaiveSecond
from bot.judging.rules.desk import Waivers
from bot.judging.rules.rounds import Desk, Held, Place, Stage, Waiting
from bot.judging.rules.separation import Candidate
from bot.judging.screens.asking import standing_name
from bot.judging.screens.parts import (
    back_button,
    home_button,
    label,
    outcome_title,
    round_line,
    turning,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote

A_PAGE: Final = 3
ASSESSORS_A_PAGE: Final = 5
NOTE: Final = 40
WAIVER: Final = 80
HELD: Final = 5


def desk_screen(
    words: Words,
    shown: Sequence[Waiting],
    page: int,
    zone: str,
    waivers: Waivers,
    *,
    more: bool,
) -> Screen:
    """A page of what is not judged yet: what is stuck stands first."""
    numbered = list(enumerate(shown, page * A_PAGE + 1))
    opening = [
        Button(
            label(f"{n}. {one.candidate} · {one.round.outcome}"), OpenRoundDesk(one.round.public_id)
        )
        for n, one in numbered
    ]
    pages = turning(
        words,
        places.OpenJudgingDesk(page - 1) if page else None,
        places.OpenJudgingDesk(page + 1) if more else None,
    )
    listed = lines(*(_row(words, n, one, zone) for n, one in numbered))
    return Screen(
        paragraphs(
            bold(words("judging.title_desk")),
            listed or words("judging.empty_desk"),
            waivers_line(words, waivers) if waivers.waived else "",
        ),
        (
            *button_rows(*opening),
            *pages,
            *button_rows(Button(words("judging.button.record"), OpenWaivers())),
            (
                Button(words("home.standardisation"), places.OpenStandardisation()),
                home_button(words),
            ),
        ),
    )


def waivers_line(words: Words, of: Waivers) -> str:
    """*In twelve months 2 of 9 rounds …: 22 %*."""
    return words("judging.waivers", n=of.waived, of=of.wanted, percent=of.percent)


def _row(words: Words, number: int, one: Waiting, zone: str) -> Text:
    due = words("judging.due", at=words.moment(one.due_at, zone)) if one.due_at else ""
    lacking = words("judging.lacks", place=words(f"judging.place.{one.round.lacks or 1}"))
    return joined(
        " · ",
        [
            bold(f"{number}. {one.candidate}"),
            round_line(words, one.round),
            lacking if one.round.lacks else standing_name(words, one.round),
            words("judging.late") if one.late else "",
            due,
        ],
    )


def round_desk_screen(words: Words, desk: Desk, zone: str) -> Screen:
    """Who has which part; no verdicts."""
    round_ = desk.round
    public = round_.public_id
    holding = [one.assignment for one in desk.held if one.assignment.is_active]
    moving = [one.place for one in holding if one.stage is not Stage.SIGNED]
    signed = {one.place for one in holding if one.stage is Stage.SIGNED}
    waive = round_.is_waiting and round_.second and Place.SECOND not in signed
    return Screen(
        paragraphs(
            lines(
                bold(desk.candidate),
                outcome_title(words, round_.outcome),
                words(
                    "judging.round_stands", n=round_.number, standing=standing_name(words, round_)
                ),
            ),
            lines(*(_held(words, one, zone) for one in desk.held[-HELD:])),
            lines(
                *(
                    words("judging.lacks", place=words(f"judging.place.{int(place)}"))
                    for place in desk.empty
                )
            ),
            words("judging.second_why") if waive else waiver_text(words, desk, zone),
        ),
        button_rows(
            *(_place_button(words, public, place, "assign") for place in desk.empty),
            *(
                _place_button(words, public, place, "reassign")
                for place in moving
                if round_.is_waiting
            ),
            Button(words("judging.button.waive"), WaiveSecond(public)) if waive else None,
            back_button(words, places.OpenJudgingDesk()),
            home_button(words),
        ),
    )


def waiver_text(words: Words, desk: Desk, zone: str) -> Text:
    """When, by whom and why one assessor was to do; empty where that is not so."""
    round_ = desk.round
    if round_.waived_at is None:
        return ()
    by = desk.waiver_by or words("people.left")
    said = words("judging.waived_by", name=by, at=words.moment(round_.waived_at, zone))
    return lines(said, quote(excerpt(round_.waiver or "", WAIVER)))


def _place_button(words: Words, public: str, place: Place, what: str) -> Button:
    named = words(f"judging.place.{int(place)}")
    return Button(words(f"judging.button.{what}", place=named), PickAssessor(public, int(place)))


def _held(words: Words, one: Held, zone: str) -> Text:
    part = one.assignment
    due = ""
    if part.stage in (Stage.ASSIGNED, Stage.OPEN):
        due = words("judging.due", at=words.moment(part.due_at, zone))
    declared = one.conflict and part.stage is Stage.MOVED
    return joined(
        " · ",
        [
            bold(words(f"judging.place.{int(part.place)}")),
            one.assessor or words("judging.former_assessor"),
            words(f"judging.stage.{part.stage}"),
            due,
            words(f"judging.conflict.{one.conflict}") if declared else "",
            _conflict_note(words, one) if declared else "",
        ],
    )


def _conflict_note(words: Words, one: Held) -> str:
    return words("judging.conflict_lifted") if one.lifted else excerpt(one.note, NOTE)


def assessors_screen(
    words: Words, desk: Desk, place: Place, candidates: Sequence[Candidate], page: int
) -> Screen:
    """Who is eligible, the first choice first, with what each has open."""
    public = desk.round.public_id
    shown, pages = paged(
        words, candidates, page, ASSESSORS_A_PAGE, lambda to: PickAssessor(public, int(place), to)
    )
    holding = next(
        (
            o.assignment.id
            for o in desk.held
            if o.assignment.place is place and o.assignment.is_active
        ),
        0,
    )
    choices = [
        Button(
            label(words("judging.assessor_open", name=one.person.name, n=one.open)),
            Assign(public, int(place), one.person.public_id, holding),
        )
        for one in shown
    ]
    said = "judging.whom_to_give" if candidates else "judging.nobody_eligible"
    return Screen(
        paragraphs(lines(bold(desk.candidate), words(f"judging.place.{int(place)}")), words(said)),
        (*button_rows(*choices), *pages, (back_button(words, OpenRoundDesk(public)),)),
    )
