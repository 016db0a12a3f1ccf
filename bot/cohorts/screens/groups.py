"""Cohorts, their milestones, and a trainee's timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.cohorts.addresses import (
    AnswerPart,
    AskDeletion,
    AskNewDue,
    AskNewTitle,
    AskPart,
    AskStart,
    AskTitle,
    DeleteMilestone,
    OpenCohort,
    OpenMeetingsOf,
    OpenMilestone,
    OpenMilestones,
)
from bot.cohorts.rules import MIXED, Cohort, Milestone, Part
from bot.kit.address import Address
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.people.countries import in_order
from bot.people.rules import Role, Sector

A_PAGE: Final = 4
PARTS: Final = tuple(Part)
NAMED: Final = 4


def cohorts_screen(
    words: Words,
    cohorts: Sequence[Cohort],
    members: Mapping[int, int],
    page: int,
    *,
    more: bool,
    may_make: bool,
) -> Screen:
    """A page of the cohorts in one's scope."""
    rows = [_line(words, cohort, members.get(cohort.id, 0)) for cohort in cohorts]
    empty = words("cohorts.none_make" if may_make else "cohorts.none")
    return Screen(
        paragraphs(bold(words("cohorts.title")), *(rows or [empty])),
        (
            *button_rows(*(Button(cohort.name, OpenCohort(cohort.id)) for cohort in cohorts)),
            *_around(words, page, more),
            *button_rows(
                Button(words("cohorts.make"), AskPart(Part.NAME)) if may_make else None,
                Button(words("kit.home"), places.OpenHome()),
                per_row=2,
            ),
        ),
    )


def _around(words: Words, page: int, more: bool) -> Rows:
    return button_rows(
        Button(words("kit.previous"), places.OpenCohorts(page - 1)) if page else None,
        Button(words("kit.next"), places.OpenCohorts(page + 1)) if more else None,
        per_row=2,
    )


def _line(words: Words, cohort: Cohort, members: int) -> Text:
    people = words.count("cohorts.members", members)
    return lines(bold(cohort.name), f"{words.country(cohort.country)} · {people}")


def part_screen(
    words: Words, part: Part, countries: Sequence[str], page: int, today: datetime
) -> Screen:
    """A question about the cohort to be made."""
    number = PARTS.index(part) + 1
    hint = (
        words("cohorts.hint.date", example=today.date()) if part in (Part.START, Part.END) else ""
    )
    return Screen(
        paragraphs(
            words("cohorts.progress", n=number, total=len(PARTS)),
            bold(words(f"cohorts.question.{part}")),
            hint,
        ),
        (
            *_choices(words, part, countries, page),
            *button_rows(Button(words("kit.back"), places.OpenCohorts())),
        ),
        expects=AskPart(part),
    )


def _choices(words: Words, part: Part, countries: Sequence[str], page: int) -> Rows:
    if part is Part.SECTOR:
        sectors = [(words(f"people.sector.{sector}"), str(sector)) for sector in Sector]
        choices = [*sectors, (words("cohorts.mixed"), MIXED)]
        return button_rows(*(Button(label, AnswerPart(part, value)) for label, value in choices))
    if part is not Part.COUNTRY:
        return ()
    offered = in_order(countries, words)
    shown, navigation = paged(words, offered, page, A_PAGE, lambda n: AskPart(part, n))
    buttons = [Button(words.country(code), AnswerPart(part, code)) for code in shown]
    return (*button_rows(*buttons, per_row=2), *navigation)


def cohort_screen(
    words: Words,
    cohort: Cohort,
    members: int,
    milestones: int,
    staff: Mapping[Role, Sequence[str]],
) -> Screen:
    """One cohort: what it is, who is in it, and what can be done."""
    sector = words(f"people.sector.{cohort.sector}") if cohort.sector else words("cohorts.mixed")
    dates = words("cohorts.dates", start=cohort.starts_on, end=cohort.ends_on)
    return Screen(
        paragraphs(
            bold(cohort.name),
            lines(
                f"{words.country(cohort.country)} · {sector}",
                dates,
                words.count("cohorts.members", members),
                words.count("cohorts.milestone_count", milestones),
                staff_line(words, Role.TUTOR, staff) or words("cohorts.no_tutor"),
                staff_line(words, Role.COORDINATOR, staff),
            ),
            words("cohorts.nobody_yet") if not members else "",
        ),
        button_rows(
            Button(words("cohorts.invite"), places.InvitePeople()),
            Button(words("cohorts.milestones"), OpenMilestones(cohort.id)),
            Button(words("cohorts.meetings"), OpenMeetingsOf(cohort.id)),
            Button(words("cohorts.change_dates"), AskStart(cohort.id)),
            Button(words("kit.back"), places.OpenCohorts()),
        ),
    )


def staff_line(words: Words, role: Role, staff: Mapping[Role, Sequence[str]]) -> str:
    """The names of those who hold a role over the cohort; empty where nobody does."""
    names = staff.get(role, ())
    if not names:
        return ""
    more = len(names) - NAMED
    named = [*names[:NAMED], words.count("cohorts.more", more)] if more > 0 else names
    return words(f"cohorts.staff.{role}", names=words.listing(named))


def milestones_screen(
    words: Words, cohort: Cohort, milestones: Sequence[Milestone], page: int, now: datetime
) -> Screen:
    """The milestones of a cohort; each can be changed."""
    shown, navigation = paged(
        words, milestones, page, A_PAGE, lambda n: OpenMilestones(cohort.id, n)
    )
    rows = [lines(bold(one.title), _due(words, one, now)) for one in shown]
    return Screen(
        paragraphs(
            bold(words("cohorts.milestones_of", cohort=cohort.name)),
            *(rows or [words("cohorts.no_milestones")]),
        ),
        (
            *button_rows(*(Button(one.title, OpenMilestone(one.id)) for one in shown)),
            *navigation,
            *button_rows(
                Button(words("cohorts.add_milestone"), AskTitle(cohort.id)),
                Button(words("kit.back"), OpenCohort(cohort.id)),
                per_row=2,
            ),
        ),
    )


def _due(words: Words, milestone: Milestone, now: datetime) -> str:
    at = f"{words.date(milestone.due_on)}, {words.time(milestone.due_time)}"
    return words("cohorts.over", at=at) if milestone.is_over(now) else at


def title_screen(words: Words, again: Address, back: Address) -> Screen:
    """What a milestone is called."""
    return Screen(
        paragraphs(bold(words("cohorts.ask_title")), words("cohorts.hint.title")),
        button_rows(Button(words("kit.back"), back)),
        expects=again,
    )


def due_screen(
    words: Words, cohort: Cohort, again: Address, back: Address, now: datetime
) -> Screen:
    """When a milestone is due: a day, with a time if wished."""
    today = in_zone(now, cohort.zone).date()
    return Screen(
        paragraphs(
            bold(words("cohorts.ask_due")),
            words("cohorts.hint.due", example=today, city=words.city(cohort.zone)),
        ),
        button_rows(Button(words("kit.back"), back)),
        expects=again,
    )


def milestone_screen(words: Words, milestone: Milestone, now: datetime) -> Screen:
    """One milestone, and the ways to change it."""
    number = milestone.id
    return Screen(
        paragraphs(
            bold(milestone.title),
            words(
                "cohorts.due_there",
                at=_due(words, milestone, now),
                city=words.city(milestone.zone),
            ),
        ),
        button_rows(
            Button(words("cohorts.change_title"), AskNewTitle(number)),
            Button(words("cohorts.change_due"), AskNewDue(number)),
            Button(words("cohorts.delete"), AskDeletion(number)),
            Button(words("kit.back"), OpenMilestones(milestone.cohort_id)),
        ),
    )


def deletion_screen(words: Words, milestone: Milestone) -> Screen:
    """What follows, before it does."""
    return Screen(
        paragraphs(bold(milestone.title), words("cohorts.delete_sure")),
        button_rows(
            Button(words("cohorts.delete_no"), OpenMilestone(milestone.id)),
            Button(words("cohorts.delete_yes"), DeleteMilestone(milestone.id)),
        ),
    )
