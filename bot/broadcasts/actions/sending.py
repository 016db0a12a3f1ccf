"""Pause, resume, withdraw, send again, change what was sent; and the pages of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions import previewing
from bot.broadcasts.actions.access import load_managed, load_own
from bot.broadcasts.actions.composing import checked
from bot.broadcasts.actions.confirming import message_of
from bot.broadcasts.actions.preparing import queue_following, tell
from bot.broadcasts.addresses import OpenBroadcast, OpenReplacements, WriteReplacement
from bot.broadcasts.rules.states import FOLLOWERS_APART, SENT, Broadcast, Counts, Deed, State
from bot.broadcasts.rules.texts import Variant, title_of
from bot.broadcasts.screens import notices
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import buttons as buttons_store
from bot.broadcasts.store import recipients, texts
from bot.kit.delivery import batches, outbox
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.kit.text import Text
from bot.people import store as people
from bot.people.rules import Person

A_WHILE: Final = timedelta(minutes=1)  # after which whoever composed it is told that it is done
SETTLES_IN: Final = timedelta(seconds=2)  # until what is on its way to Telegram is noted


async def pause(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    """What is unsent rests. Pressed twice it stays so."""
    broadcast = await load_managed(session, person, number)
    if await store.change(session, broadcast, State.SENDING, state=str(State.PAUSED)):
        await outbox.set_batch(session, broadcast.batch_id or 0, "paused")
        await store.add_event(session, number, person.id, Deed.PAUSED, now)


async def resume(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    broadcast = await load_managed(session, person, number)
    if await store.change(session, broadcast, State.PAUSED, state=str(State.SENDING)):
        await outbox.set_batch(session, broadcast.batch_id or 0, "open")
        await store.add_event(session, number, person.id, Deed.RESUMED, now)
        await queue_following(session, number, now + FOLLOWERS_APART)


async def withdraw(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    """What is unsent stays so; what was sent is deleted, page by page."""
    broadcast = await load_managed(session, person, number)
    values = {"state": str(State.WITHDRAWN), "finished_at": None}
    if await store.change(session, broadcast, *SENT, **values):
        await outbox.set_batch(session, broadcast.batch_id or 0, "withdrawn")
        await store.add_event(session, number, person.id, Deed.WITHDRAWN, now)
        await queue_deletion(session, number, now, "0")
        await queue_following(session, number, now + FOLLOWERS_APART)


async def queue_deletion(session: AsyncSession, number: int, at: datetime, page: str) -> None:
    await queue_task(
        session,
        "broadcasts.delete",
        {"broadcast": number, "page": page},
        dedupe_key=f"broadcasts.delete.{number}.{page}",
        run_after=at,
    )


async def note_deletions(
    session: AsyncSession,
    broadcast: Broadcast,
    deleted: dict[int, str | None],
    page: str,
    now: datetime,
) -> None:
    """Note a page, and go on with the next; with none left it is finished."""
    await batches.note_deletions(session, deleted)
    batch = broadcast.batch_id or 0
    coming = f"{page}+" if len(page) < 40 else f"{now.isoformat()}"
    if deleted:
        await queue_deletion(session, broadcast.id, now, coming)
    elif await batches.count_claimed(session, batch):
        await queue_deletion(session, broadcast.id, now + SETTLES_IN, coming)
    else:
        await store.change(session, broadcast, State.WITHDRAWN, finished_at=now)


async def resend_uncertain(
    session: AsyncSession, person: Person, number: int, now: datetime
) -> int:
    """Send again, on purpose, to whom it may or may not have reached; to how many."""
    broadcast = await _load_sent(session, person, number)
    again = await outbox.resend_uncertain(session, broadcast.batch_id or 0)
    await _reopen(session, person, broadcast, again, now)
    return again


async def resend_failed(session: AsyncSession, person: Person, number: int, now: datetime) -> int:
    """Send again to those whose message Telegram refused; to how many."""
    broadcast = await _load_sent(session, person, number)
    again = await batches.resend_failed(session, broadcast.batch_id or 0)
    await _reopen(session, person, broadcast, again, now)
    return again


async def _load_sent(session: AsyncSession, person: Person, number: int) -> Broadcast:
    broadcast = await load_managed(session, person, number)
    if broadcast.state not in SENT:
        raise ScreenOutdated(instead=OpenBroadcast(number))
    return broadcast


async def _reopen(
    session: AsyncSession, person: Person, broadcast: Broadcast, again: int, now: datetime
) -> None:
    if not again:
        return
    values = {"state": str(State.SENDING), "finished_at": None}
    await store.change(session, broadcast, State.FINISHED, **values)
    await store.add_event(session, broadcast.id, person.id, Deed.RESENT, now, str(again))
    await queue_following(session, broadcast.id, now + FOLLOWERS_APART)


async def finish(
    session: AsyncSession, broadcast: Broadcast, counts: Counts, now: datetime
) -> None:
    """Every row is at an end. Whoever composed it is told, if they may look no more."""
    values = {"state": str(State.FINISHED), "finished_at": now}
    if not await store.change(session, broadcast, State.SENDING, **values):
        return
    composer = broadcast.composer_id
    await store.add_event(session, broadcast.id, composer, Deed.FINISHED, now, str(counts.sent))
    if broadcast.started_at is not None and now - broadcast.started_at > A_WHILE:
        title = title_of(await texts.load_variants(session, broadcast.id))
        person = await people.load_person(session, composer)
        notice = notices.finished_notice(Words(person.language), broadcast.id, title, counts)
        await tell(session, person, notice, f"finished.{broadcast.id}.{now.isoformat()}", now)


async def write_replacement(
    session: AsyncSession, person: Person, number: int, language: str, words: Text, now: datetime
) -> None:
    """A new text for what was sent in a language: one's own phone shows it, no other yet."""
    broadcast = await load_sent_text(session, person, number, language)
    again = WriteReplacement(number, language)
    checked(words, again, with_media=broadcast.media is not None)
    await texts.save_replacement(session, number, language, words)
    await previewing.send_preview(session, person, broadcast, Variant(language, words, 0), now)


async def load_sent_text(
    session: AsyncSession, person: Person, number: int, language: str
) -> Broadcast:
    """Raises ScreenOutdated where nothing was sent in that language, or it was withdrawn."""
    broadcast = await load_own(session, person, number)
    contents = await recipients.find_contents(session, number)
    if broadcast.state not in SENT or language not in contents:
        raise ScreenOutdated(instead=OpenBroadcast(number))
    return broadcast


async def replace_text(
    session: AsyncSession, person: Person, number: int, language: str, now: datetime
) -> None:
    """Change it: at once for what is unsent, page by page on the phones."""
    broadcast = await load_sent_text(session, person, number, language)
    if not await texts.use_replacement(session, number, language):
        raise ScreenOutdated(instead=OpenReplacements(number))
    written = {one.language: one for one in await texts.load_variants(session, number)}
    buttons = await buttons_store.load_buttons(session, number)
    screen = message_of(broadcast, written[language], buttons)
    content = await outbox.save_content(session, screen)
    old = (await recipients.find_contents(session, number))[language]
    await recipients.add_content(session, number, language, content)
    await batches.replace_waiting(session, broadcast.batch_id or 0, old, content)
    await store.add_event(session, number, person.id, Deed.CHANGED, now, language)
    await queue_changes(session, number, language, content, {"changed": 0, "kept": 0}, now)


async def queue_changes(
    session: AsyncSession,
    number: int,
    language: str,
    content: int,
    so_far: Mapping[str, int],
    at: datetime,
) -> None:
    """Go on with changing what lies on phones; `so_far` counts the changed and the kept."""
    place = f"{so_far['changed']}.{so_far['kept']}.{at.isoformat()}"
    await queue_task(
        session,
        "broadcasts.change",
        {"broadcast": number, "language": language, "content": content, **so_far},
        dedupe_key=f"broadcasts.change.{content}.{place}",
        run_after=at,
    )


async def note_changes(
    session: AsyncSession,
    broadcast: Broadcast,
    language: str,
    content: int,
    changed: dict[int, str | None],
    so_far: Mapping[str, int],
    now: datetime,
) -> None:
    """Note a page, and go on with the next; with none left whoever composed it is told."""
    await batches.note_changes(session, changed, content)
    kept = sum(1 for why in changed.values() if why)
    total = {
        "changed": so_far["changed"] + len(changed) - kept,
        "kept": so_far["kept"] + kept,
    }
    if changed:
        await queue_changes(session, broadcast.id, language, content, total, now)
    elif await batches.count_claimed(session, broadcast.batch_id or 0):
        later = now + SETTLES_IN
        await queue_changes(session, broadcast.id, language, content, total, later)
    else:
        person = await people.load_person(session, broadcast.composer_id)
        notice = notices.changed_notice(Words(person.language), broadcast.id, language, total)
        await tell(session, person, notice, f"changed.{content}", now)
