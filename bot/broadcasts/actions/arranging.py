"""Attachment, buttons, time and audience of a draft."""

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
from bot.broadcasts.rules.states import Broadcast, Deed
from bot.broadcasts.rules.texts import (
    LONGEST_LABEL,
    MEDIA,
    MOST_BUTTONS,
    InBot,
    LinkButton,
    is_too_long,
    longest,
    read_link,
)
from bot.broadcasts.rules.times import BadTime, read_when
from bot.broadcasts.store import texts
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal
from bot.kit.telegram.visit import Upload
from bot.people.rules import Person


class WrongFile(Refusal):
    words = "broadcasts.wrong_file"


class TextsTooLong(Refusal):
    """With an attachment a text is a caption, of `most` characters."""

    words = "broadcasts.texts_too_long"


class NoLink(Refusal):
    words = "broadcasts.no_link"


class LabelTooLong(Refusal):
    words = "broadcasts.label_too_long"


class TooManyButtons(Refusal):
    words = "broadcasts.too_many_buttons"


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
    session: AsyncSession, person: Person, number: int, upload: Upload, now: datetime
) -> None:
    """One photo, document or video goes with every language."""
    broadcast = await load_own(session, person, number)
    if upload.kind not in MEDIA:
        raise WrongFile(instead=OpenExtras(number))
    written = await texts.load_variants(session, number)
    if any(is_too_long(one.words, with_media=True) for one in written):
        raise TextsTooLong(instead=OpenTexts(number), most=longest(with_media=True))
    media = {"media_kind": upload.kind, "media_file": upload.file_id}
    await change_draft(session, person, broadcast, Deed.ATTACHED, now, upload.kind, values=media)


async def detach(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    broadcast = await load_own(session, person, number)
    media = {"media_kind": None, "media_file": None}
    await change_draft(session, person, broadcast, Deed.REMOVED, now, values=media)


async def add_link(
    session: AsyncSession, person: Person, number: int, written: str, now: datetime
) -> None:
    """A button from `label https://address`. Raises NoLink, LabelTooLong or TooManyButtons."""
    button = read_link(written)
    if button is None:
        raise NoLink(instead=OpenExtras(number))
    if len(button.label) > LONGEST_LABEL:
        raise LabelTooLong(instead=OpenExtras(number), most=LONGEST_LABEL)
    await add_button(session, person, number, button, now)


async def add_button(
    session: AsyncSession, person: Person, number: int, button: LinkButton | InBot, now: datetime
) -> None:
    """One that is there already stays alone. Raises TooManyButtons for the third."""
    broadcast = await load_own(session, person, number)
    present = await texts.load_buttons(session, number)
    if button in present:
        return
    if len(present) >= MOST_BUTTONS:
        raise TooManyButtons(instead=OpenExtras(number), most=MOST_BUTTONS)
    detail = button.url if isinstance(button, LinkButton) else str(button)
    await change_draft(session, person, broadcast, Deed.ATTACHED, now, detail)
    await texts.add_button(session, number, button)


async def remove_buttons(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    broadcast = await load_own(session, person, number)
    await change_draft(session, person, broadcast, Deed.REMOVED, now)
    await texts.delete_buttons(session, number)


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
