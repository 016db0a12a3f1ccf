"""The meetings that somebody is invited to or leads, and for whom a new one is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.cohorts.addresses import OpenCohort, OpenMeetingsOf
from bot.cohorts.rules import Cohort
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.meetings.addresses import Begin, ChooseStaff, ChooseWhose, OpenMeeting, OpenMeetings
from bot.meetings.rules.meeting import Audience, Meeting
from bot.meetings.screens.facts import row
from bot.people.rules import Grant, ScopeKind

A_PAGE: Final = 3
CHOICES: Final = 4


def meetings_screen(
    words: Words,
    meetings: Sequence[Meeting],
    zone: str,
    now: datetime,
    *,
    past: bool,
    page: int,
    more: bool,
    may_call: bool,
) -> Screen:
    """A page of meetings; an empty one says what to do next."""
    empty = "meetings.none_past" if past else "meetings.none_call" if may_call else "meetings.none"
    other = Button(words("meetings.coming" if past else "meetings.past"), OpenMeetings(not past))
    call = Button(words("meetings.new"), ChooseWhose()) if may_call and not past else None
    return Screen(
        paragraphs(
            bold(words("meetings.title_past" if past else "meetings.title")),
            lines(*(row(words, one, zone, None if past else now) for one in meetings))
            or words(empty),
        ),
        (
            *button_rows(*(Button(one.title, OpenMeeting(one.id)) for one in meetings)),
            *around(words, OpenMeetings(past, page - 1) if page else None,
                    OpenMeetings(past, page + 1) if more else None),
            *button_rows(call, other, per_row=2),
            *button_rows(Button(words("kit.home"), places.OpenHome())),
        ),
    )  # fmt: skip


def group_screen(
    words: Words,
    cohort: Cohort,
    meetings: Sequence[Meeting],
    zone: str,
    page: int,
    *,
    more: bool,
) -> Screen:
    """The meetings of one cohort, the last first."""
    call = Button(words("meetings.new"), Begin(Audience.COHORT, str(cohort.id)))
    return Screen(
        paragraphs(
            bold(words("meetings.of", group=cohort.name)),
            lines(*(row(words, one, zone) for one in meetings)) or words("meetings.none_call"),
        ),
        (
            *button_rows(*(Button(one.title, OpenMeeting(one.id)) for one in meetings)),
            *around(words, OpenMeetingsOf(cohort.id, page - 1) if page else None,
                    OpenMeetingsOf(cohort.id, page + 1) if more else None),
            *button_rows(call, Button(words("kit.back"), OpenCohort(cohort.id)), per_row=2),
        ),
    )  # fmt: skip


def around(words: Words, before: Address | None, after: Address | None) -> Rows:
    """The way to the neighbouring pages."""
    return button_rows(
        Button(words("kit.previous"), before) if before else None,
        Button(words("kit.next"), after) if after else None,
        per_row=2,
    )


def whose_screen(
    words: Words, cohorts: Sequence[Cohort], page: int, *, more: bool, partners: bool
) -> Screen:
    """Which cohort is invited; coordinators can invite partners' staff instead."""
    chosen = [Button(one.name, Begin(Audience.COHORT, str(one.id))) for one in cohorts]
    return Screen(
        paragraphs(
            bold(words("meetings.whose")),
            "" if cohorts else words("meetings.no_group"),
        ),
        (
            *button_rows(*chosen),
            *around(words, ChooseWhose(page - 1) if page else None,
                    ChooseWhose(page + 1) if more else None),
            *button_rows(
                Button(words("meetings.partners"), ChooseStaff()) if partners else None,
                Button(words("kit.back"), OpenMeetings()),
            ),
        ),
    )  # fmt: skip


def staff_screen(
    words: Words, scopes: Sequence[tuple[Grant, str]], page: int, *, more: bool
) -> Screen:
    """Whose staff, where a coordinator has several scopes; each with its name."""
    chosen = [Button(name, Begin(Audience.STAFF, _of(grant))) for grant, name in scopes]
    return Screen(
        paragraphs(bold(words("meetings.whose_staff")), words("meetings.about_staff")),
        (
            *button_rows(*chosen),
            *around(words, ChooseStaff(page - 1) if page else None,
                    ChooseStaff(page + 1) if more else None),
            *button_rows(Button(words("kit.back"), ChooseWhose())),
        ),
    )  # fmt: skip


def _of(grant: Grant) -> str:
    return "" if grant.scope_kind is ScopeKind.PROGRAMME else grant.scope or ""
