"""Everybody invited is told once of each version: called, changed, or called off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import PersonChanged, PersonJoined
from bot.kit.clock import in_zone
from bot.kit.tasks.queue import queue_task
from bot.meetings.rules.meeting import Meeting
from bot.meetings.rules.telling import News
from bot.meetings.screens.notices import news_screen
from bot.meetings.store import invitations, meetings
from bot.people.rules import Person
from bot.people.store import load_people, load_person
from bot.people.telling import tell_many

A_PAGE: Final = 500
WELCOME: Final = "meetings.welcome"
SETTLED: Final = timedelta(hours=1)  # whoever joins answers other questions first


async def tell_page(
    session: AsyncSession, payload: Mapping[str, Any], after: int, now: datetime
) -> int | None:
    """The next people invited are told; the id to go on after, None at the end.

    Nothing is told of a version that another has replaced: that one's own task tells it.
    """
    meeting = await meetings.find_meeting(session, payload["meeting"])
    if meeting is None or meeting.version != payload["version"]:
        return None
    page = await invitations.find_page(session, meeting.id, after, A_PAGE)
    if not page:
        return None
    loaded = await load_people(session, page)
    told = [one for one in loaded.values() if one.id != payload["by"]]
    await _tell(session, meeting, News(payload["news"]), told, now)
    return page[-1]


async def _tell(
    session: AsyncSession, meeting: Meeting, news: News, told: Sequence[Person], now: datetime
) -> None:
    await tell_many(
        session,
        told,
        lambda words, zone: news_screen(words, meeting, news, zone),
        key=f"meetings.{meeting.id}.{meeting.version}",
        purpose=f"meetings.{news}",
        now=now,
        expires_at=None if meeting.cancelled else meeting.ends_at,
    )


async def on_person_joined(session: AsyncSession, event: PersonJoined) -> None:
    """Somebody new is invited to what their group has ahead."""
    if event.cohort_id is not None:
        await _invite(session, event.person_id, event.at)


async def on_person_changed(session: AsyncSession, event: PersonChanged) -> None:
    """They may have come into a further group."""
    await _invite(session, event.person_id, event.at)


async def _invite(session: AsyncSession, person_id: int, now: datetime) -> None:
    person = await load_person(session, person_id)
    today = in_zone(now, person.zone).date()
    added = await invitations.invite_to_coming(session, person_id, today)
    if added:
        payload = {"person": person_id, "meetings": added}
        key = f"{WELCOME}.{person_id}.{added[0]}"
        await queue_task(session, WELCOME, payload, dedupe_key=key, run_after=now + SETTLED)


async def tell_newcomer(session: AsyncSession, payload: Mapping[str, Any], now: datetime) -> None:
    """Somebody who came later hears of the meetings ahead, unless a change of one told them."""
    person = (await load_people(session, [payload["person"]])).get(payload["person"])
    if person is None or person.blocked_at is not None:
        return
    for meeting in await meetings.find_several(session, payload["meetings"]):
        if not meeting.cancelled and not meeting.has_begun(now):
            await _tell(session, meeting, News.CALLED, [person], now)
