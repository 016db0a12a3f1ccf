"""A meeting is written: for whom, the four questions, and what it will be."""

from __future__ import annotations

from typing import Final

from bot.cohorts.store import find_cohorts, find_names
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.meetings.actions import composing
from bot.meetings.actions.calling import load_change
from bot.meetings.addresses import (
    AskPart,
    Begin,
    BeginChange,
    ChooseStaff,
    ChooseWhose,
    OpenDraft,
    SetLength,
)
from bot.meetings.rules.meeting import LEADING, Audience, Draft, Part, differs, widest
from bot.meetings.screens import lists
from bot.meetings.screens.composing import call_screen, change_screen, part_screen
from bot.meetings.store.invitations import count_invitees, count_told
from bot.people.rules import Person, Role, ScopeKind

NEEDS: Final = "|".join(LEADING)
routes = Routes("meetings.writing")


@routes.pressed(ChooseWhose, needs=NEEDS)
async def on_whose(visit: Visit[Person], address: ChooseWhose) -> Screen:
    scopes = [grant for grant in visit.person.grants if grant.role in LEADING]
    size, page = lists.CHOICES, address.page
    found = await find_cohorts(visit.session, scopes, limit=size + 1, offset=page * size)
    partners = visit.person.has(Role.COORDINATOR)
    more = len(found) > size
    return lists.whose_screen(visit.words, found[:size], page, more=more, partners=partners)


@routes.pressed(ChooseStaff, needs=Role.COORDINATOR)
async def on_staff(visit: Visit[Person], address: ChooseStaff) -> Screen:
    scopes = widest(visit.person.grants)
    if scopes[0].scope_kind is ScopeKind.PROGRAMME:
        return await _begin(visit, Audience.STAFF, "")
    ids = [int(one.scope or 0) for one in scopes if one.scope_kind is ScopeKind.COHORT]
    names = await find_names(visit.session, ids)
    named = [
        (one, names.get(int(one.scope or 0), "") if one.scope_kind is ScopeKind.COHORT
         else visit.words.country(one.scope or ""))
        for one in scopes
    ]  # fmt: skip
    start = address.page * lists.CHOICES
    shown, more = named[start : start + lists.CHOICES], len(named) > start + lists.CHOICES
    return lists.staff_screen(visit.words, shown, address.page, more=more)


@routes.pressed(Begin, needs=NEEDS)
async def on_begun(visit: Visit[Person], address: Begin) -> Screen:
    return await _begin(visit, address.audience, address.of)


async def _begin(visit: Visit[Person], audience: Audience, of: str) -> Screen:
    return _question(visit, await composing.begin(visit.session, visit.person, audience, of))


def _question(visit: Visit[Person], draft: Draft, part: Part | None = None) -> Screen:
    today = in_zone(visit.now, draft.zone).date()
    asked = part or draft.missing or Part.TITLE
    return part_screen(visit.words, asked, draft, today)


@routes.pressed(AskPart, needs=NEEDS)
async def on_part(visit: Visit[Person], address: AskPart) -> Screen:
    return _question(visit, await composing.load_draft(visit.session, visit.person), address.part)


@routes.written(AskPart, needs=NEEDS)
async def on_part_written(visit: Visit[Person], address: AskPart) -> Screen:
    written = visit.message.words
    draft = await composing.answer(visit.session, visit.person, address.part, written, visit.now)
    return await _draft(visit, draft)


@routes.pressed(SetLength, needs=NEEDS)
async def on_length(visit: Visit[Person], address: SetLength) -> Screen:
    minutes = str(address.minutes)
    draft = await composing.answer(visit.session, visit.person, Part.LENGTH, minutes, visit.now)
    return await _draft(visit, draft)


@routes.pressed(OpenDraft, needs=NEEDS)
async def on_draft(visit: Visit[Person], _address: OpenDraft) -> Screen:
    return await _draft(visit, await composing.load_draft(visit.session, visit.person))


@routes.pressed(BeginChange, needs=NEEDS)
async def on_change_begun(visit: Visit[Person], address: BeginChange) -> Screen:
    draft = await composing.begin_change(visit.session, visit.person, address.meeting, visit.now)
    return await _draft(visit, draft)


async def _draft(visit: Visit[Person], draft: Draft) -> Screen:
    """The next question, or what it will be when there is none left."""
    zone = visit.person.zone
    if draft.missing is not None:
        return _question(visit, draft)
    if draft.meeting_id is None:
        invited = await count_invitees(visit.session, draft.scope)
        return call_screen(visit.words, draft, invited, zone)
    before, after = await load_change(visit.session, visit.person, visit.now)
    told = await count_told(visit.session, before.id, visit.person.id)
    return change_screen(visit.words, before, after, told, zone, differs=differs(before, after))
