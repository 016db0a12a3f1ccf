"""Attachment, time and audience of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_own
from bot.broadcasts.actions.composing import change_draft
from bot.broadcasts.addresses import OpenExtras, OpenTexts, OpenWhen
from bot.broadcasts.rules import audience
from bot.broadcasts.rules.audience import Dimension
from bot.broadcasts.rules.media import KINDS, MOST_FILES, files_of, goes_with, to_json
from bot.broadcasts.rules.states import Broadcast, Deed
from bot.broadcasts.rules.texts import (
    is_too_long,
    longest,
)
from bot.broadcasts.rules.times import BadTime, read_when
from bot.broadcasts.store import texts
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal
from bot.kit.telegram.screen import Known
from bot.kit.telegram.visit import Upload
from bot.people.rules import Person


class WrongFile(Refusal):
    words = "broadcasts.wrong_file"


class NotTogether(Refusal):
    """Up to `most`, pictures and videos or papers."""

    words = "broadcasts.not_together"


class TextsTooLong(Refusal):
    """With an attachment a text is a caption, of `most` characters."""

    words = "broadcasts.texts_too_long"


class Unreadable(Refusal):
    """No day and time; `example` is a day as it can be written."""

    words = "broadcasts.time_unreadable"


class NoTimeOfDay(Refusal):
    """A day without a time; `example` is a day as it can be written."""

    words = "broadcasts.time_without_clock"


class InThePast(Refusal):
    words = "broadcasts.time_past"


class TooLate(Refusal):
    words = "broadcasts.time_too_late"


BAD_TIMES: Final[Mapping[BadTime, type[Refusal]]] = {
    BadTime.UNREADABLE: Unreadable,
    BadTime.NO_TIME: NoTimeOfDay,
    BadTime.PAST: InThePast,
    BadTime.TOO_LATE: TooLate,
}


async def attach(
    session: AsyncSession,
    person: Person,
    number: int,
    upload: Upload,
    now: datetime,
    album: str | None = None,
) -> None:
    """A photo, document or video, or an album of them, goes with every language.

    It takes the place of what was there, unless it came in the same `album`: then it is added.
    """
    broadcast = await load_own(session, person, number)
    if upload.kind not in KINDS:
        raise WrongFile(instead=OpenExtras(number))
    written = await texts.load_variants(session, number)
    if any(is_too_long(one.words, with_media=True) for one in written):
        raise TextsTooLong(instead=OpenTexts(number), most=longest(with_media=True))
    file = Known(upload.kind, upload.file_id)
    before = files_of(broadcast.media) if album and album == broadcast.album else ()
    if not goes_with(before, file):
        raise NotTogether(instead=OpenExtras(number), most=MOST_FILES)
    values = {"media": to_json([*before, file]), "album": album}
    detail = f"{len(before) + 1}" if before else upload.kind
    await change_draft(session, person, broadcast, Deed.ATTACHED, now, detail, values=values)


async def detach(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    broadcast = await load_own(session, person, number)
    values = {"media": None, "album": None}
    await change_draft(session, person, broadcast, Deed.REMOVED, now, values=values)


async def set_time(
    session: AsyncSession, person: Person, number: int, written: str, now: datetime
) -> None:
    """A day and a time in the composer's zone. Raises one of BAD_TIMES."""
    broadcast = await load_own(session, person, number)
    read = read_when(written, Words(person.language).months(), now, person.zone)
    if isinstance(read, BadTime):
        today = in_zone(now, person.zone).date()
        raise BAD_TIMES[read](instead=OpenWhen(number), example=today)
    day, at = read
    when = {"send_on": day, "send_at_time": at, "zone": person.zone}
    detail = f"{day.isoformat()} {at.isoformat('minutes')}"
    await change_draft(session, person, broadcast, Deed.TIMED, now, detail, values=when)


async def send_now(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    """As soon as it is confirmed."""
    broadcast = await load_own(session, person, number)
    when = {"send_on": None, "send_at_time": None, "own_zones": False}
    await change_draft(session, person, broadcast, Deed.TIMED, now, values=when)


async def use_zones(
    session: AsyncSession, person: Person, number: int, now: datetime, *, own: bool
) -> None:
    """Whether the time is that of each recipient's own clock."""
    broadcast = await load_own(session, person, number)
    if broadcast.own_zones != own:
        await change_draft(session, person, broadcast, Deed.TIMED, now, values={"own_zones": own})


async def toggle(
    session: AsyncSession,
    person: Person,
    number: int,
    dimension: Dimension,
    value: str,
    now: datetime,
) -> Broadcast:
    """A value of the audience goes on: in, left out, neither. The draft as it is then."""
    broadcast = await load_own(session, person, number)
    changed = audience.toggled(broadcast.audience, dimension, value)
    detail = f"{dimension}: {value}"
    packed = audience.to_json(changed)
    await change_draft(
        session, person, broadcast, Deed.CHOSE, now, detail, values={"audience": packed}
    )
    return await load_own(session, person, number)
