"""Somebody has a ZIP made of all their data, and gets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import EvidenceWithheld
from bot.evidence.store.holds import has_held
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.files.keys import new_key
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.settings import Settings
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.web.links import PagesMissing
from bot.kit.web.objects import Offered, link_to_object, take_back_all
from bot.kit.web.tokens import TokenFault
from bot.people.rules import Person
from bot.places import OpenMyData
from bot.portfolio.rules.exports import largest_sent
from bot.privacy.rules.exports import Standing
from bot.privacy.rules.retention import period_of
from bot.privacy.screens import exporting as screens
from bot.privacy.store import exports as store
from bot.privacy.store import volumes
from bot.privacy.store.exports import Export, ExportState
from bot.privacy.store.volumes import Volume

PREFIX: Final = "exports"
AGAIN_AFTER: Final = timedelta(days=1)
PRESSED_TWICE: Final = timedelta(minutes=1)
NAME: Final = "my-data.zip"
PART_NAME: Final = "my-data-{:02d}.zip"


class MadeToday(Refusal):
    words = "privacy.data.made_today"


@dataclass(frozen=True, slots=True)
class Made:
    """A ZIP as it lies in the store, `size` in bytes, and those that follow it."""

    key: str
    size: int
    further: tuple[Volume, ...] = ()


def kept_until(asked_at: datetime) -> datetime:
    return asked_at + (period_of("exports").span or timedelta())


async def load_standing(session: AsyncSession, person: Person, now: datetime) -> Standing:
    """What there is of an earlier one, and whether a new one can be had."""
    export = await store.find_export(session, person.id)
    if export is None:
        return Standing(may_make=True)
    until = kept_until(export.asked_at)
    making = export.state is ExportState.MAKING
    again_at = export.asked_at + AGAIN_AFTER
    free = export.state is ExportState.FAILED or now >= again_at
    ready = export.state is ExportState.READY and now < until
    return Standing(free and not making, making, ready, export.size, until, again_at)


async def ask_for_export(session: AsyncSession, person: Person, now: datetime) -> None:
    """One a day, one at a time; whoever presses twice has asked once. Raises MadeToday."""
    former = await store.find_export(session, person.id)
    if former is not None and _is_the_same(former, now):
        return
    key = new_key(PREFIX)
    if not await store.begin_export(session, person.id, key, now, now - AGAIN_AFTER):
        raise MadeToday(instead=OpenMyData())
    if former is not None and former.key:
        await discard(session, former.key, now)
    await discard_further(session, person.id, now)
    exported = Reference("export", key.rpartition("/")[2])
    record(session, Deed(Action.PERSON_EXPORTED, now, exported, person.id, person.id))
    payload = {"person": person.id, "key": key}
    await queue_task(
        session, "privacy.export", payload, dedupe_key=f"privacy.export.{key}", run_after=now
    )


def _is_the_same(former: Export, now: datetime) -> bool:
    """Whether asking now means the one that is being made or has only just been asked for."""
    if former.state is ExportState.FAILED:
        return False
    return former.state is ExportState.MAKING or now - former.asked_at < PRESSED_TWICE


async def discard(session: AsyncSession, key: str, now: datetime) -> None:
    """An object that nobody needs any more goes after the commit."""
    await queue_task(
        session, "privacy.discard", {"key": key}, dedupe_key=f"privacy.discard.{key}", run_after=now
    )


async def discard_further(session: AsyncSession, person_id: int, now: datetime) -> None:
    """The ZIPs that follow the first one go with it."""
    for key in await volumes.forget(session, person_id):
        await discard(session, key, now)


async def let_go(session: AsyncSession, person_id: int, key: str, now: datetime) -> None:
    """The one with that key goes, with all its ZIPs; a new one can be made at once."""
    failed = {"state": str(ExportState.FAILED), "key": ""}
    if await store.settle_export(session, person_id, key, **failed):
        await discard(session, key, now)
        await discard_further(session, person_id, now)


async def reserve(
    session: AsyncSession, person: Person, key: str, further: int, now: datetime
) -> list[Volume] | None:
    """Keys for so many ZIPs behind the first one; what an earlier try began goes. None where the
    export with that `key` is wanted no more.
    """
    mine = await store.find_export(session, person.id)
    if mine is None or mine.key != key:
        return None
    await discard_further(session, person.id, now)
    keys = [new_key(PREFIX) for _ in range(further)]
    return await volumes.reserve(session, person.id, keys, mine.asked_at)


async def on_withheld(session: AsyncSession, event: EvidenceWithheld) -> None:
    """A part that was deleted for good is in no ZIP either, and one that is held back is behind no
    link; a new one can be made at once.
    """
    export = await store.find_export(session, event.person_id)
    if export is None or export.state is ExportState.FAILED:
        return
    if export.state is ExportState.LINKED:
        why = TokenFault.REVOKED if event.for_good else TokenFault.HELD_BACK
        await take_back_all(session, event.person_id, event.at, why)
    elif not event.for_good:
        return
    await store.settle_export(
        session, event.person_id, export.key, state=str(ExportState.FAILED), key="", size=0
    )
    if export.key and export.state is not ExportState.MAKING:  # that one goes when it is written
        await discard(session, export.key, event.at)
    await discard_further(session, event.person_id, event.at)


async def give(
    session: AsyncSession, settings: Settings, person: Person, made: Made, now: datetime
) -> None:
    """The ZIP is there: it comes as a document, or behind a link that expires; while a part of
    their evidence is held back, which is in it, behind none.
    """
    mine = await store.find_export(session, person.id)
    if mine is None or mine.key != made.key:
        for key in (made.key, *(one.key for one in made.further)):
            await discard(session, key, now)  # a newer one was asked for, or they are erased
        return
    state, key, shown = ExportState.READY, made.key, _documents(person, made, now)
    if made.size > largest_sent(settings.upload_limit_mb):
        state, key, screen = await _link(session, settings, person, made, now)
        shown = [screen]
    await volumes.save(session, made.further)
    values = {"state": str(state), "size": made.size, "ready_at": now, "key": key}
    await store.settle_export(session, person.id, made.key, **values)
    if state is ExportState.FAILED:
        await discard(session, made.key, now)
    await _send_all(session, person, shown, made.key, now)


def _documents(person: Person, made: Made, now: datetime) -> list[Screen]:
    words, until = Words(person.language), kept_until(now)
    keys = (made.key, *(one.key for one in made.further))
    if len(keys) == 1:
        return [screens.document_screen(words, made.key, NAME, until, person.zone)]
    return [
        screens.part_screen(
            words, key, PART_NAME.format(number), until, person.zone, number, len(keys)
        )
        for number, key in enumerate(keys, 1)
    ]


async def _link(
    session: AsyncSession, settings: Settings, person: Person, made: Made, now: datetime
) -> tuple[ExportState, str, Screen]:
    words, until = Words(person.language), kept_until(now)
    if await has_held(session, person.id):
        return ExportState.FAILED, "", screens.held_back_screen(words, made.size)
    offered = Offered(made.key, NAME, "application/zip", made.size)
    try:
        link = await link_to_object(
            session, settings, offered,
            owner_id=person.id, expires_at=until, now=now, language=person.language,
        )  # fmt: skip
    except PagesMissing:
        contact = settings.contact or words("joining.contact")
        return ExportState.TOO_LARGE, made.key, screens.too_large_screen(words, made.size, contact)
    screen = screens.link_screen(words, link, made.size, until, person.zone)
    return ExportState.LINKED, "", screen


async def _send(
    session: AsyncSession, person: Person, screen: Screen, mark: str, now: datetime
) -> None:
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        screen,
        dedupe_key=f"privacy.export.{mark}",
        purpose="privacy.export",
        now=now,
        urgency=Urgency.ANSWER,
        twice_is_harmless=True,
    )


async def _send_all(
    session: AsyncSession, person: Person, shown: Sequence[Screen], mark: str, now: datetime
) -> None:
    for number, screen in enumerate(shown, 1):
        await _send(session, person, screen, f"{mark}.{number}", now)


async def send_again(session: AsyncSession, person: Person, now: datetime) -> None:
    """Raises ScreenOutdated where there is none any more."""
    export = await store.find_export(session, person.id)
    if export is None or export.state is not ExportState.READY:
        raise ScreenOutdated(instead=OpenMyData())
    made = Made(export.key, export.size, tuple(await volumes.find(session, person.id)))
    shown = _documents(person, made, export.asked_at)
    await _send_all(session, person, shown, f"{export.key}.{now:%Y-%m-%dT%H:%M}", now)


async def give_up(
    session: AsyncSession, settings: Settings, person: Person, key: str, now: datetime
) -> None:
    """It could not be made; they are told, and may ask again."""
    if await store.settle_export(session, person.id, key, state=str(ExportState.FAILED), key=""):
        await discard_further(session, person.id, now)
        words = Words(person.language)
        contact = settings.contact or words("joining.contact")
        await _send(session, person, screens.failed_screen(words, contact), f"{key}.failed", now)
