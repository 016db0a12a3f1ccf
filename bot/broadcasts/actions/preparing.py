"""The frozen audience goes into the outbox in chunks; then it starts, or waits for approval."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import scopes_of
from bot.broadcasts.rules.states import Broadcast, Deed, State, needs_approval
from bot.broadcasts.rules.texts import fallback_of, title_of
from bot.broadcasts.rules.times import due_for
from bot.broadcasts.screens import notices
from bot.broadcasts.store import audience, recipients, texts
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store.audience import Sent
from bot.cohorts.rules import MANAGING
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Reference, digest_of
from bot.kit.audit.rules import Deed as Logged
from bot.kit.delivery import bulk, outbox
from bot.kit.i18n import Words
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.people import store as people
from bot.people.rules import Person

A_CHUNK: Final = 1000
MOST_ASKED: Final = 20


async def queue_preparing(
    session: AsyncSession, number: int, batch: int, after: int, now: datetime
) -> None:
    """Go on with putting rows into the outbox, from this person's id on."""
    await queue_task(
        session,
        "broadcasts.prepare",
        {"broadcast": number, "batch": batch},
        dedupe_key=f"broadcasts.prepare.{batch}.{after}",
        run_after=now,
    )


async def prepare_chunk(
    session: AsyncSession, number: int, batch: int, threshold: int, now: datetime
) -> int | None:
    """Put the rows of up to 1,000 people into the outbox. Up to whom, or None when all is done.

    The place is moved first and by comparison, so that two workers never do the same chunk.
    """
    broadcast = await store.find_broadcast(session, number)
    if broadcast is None or (broadcast.state, broadcast.batch_id) != (State.PREPARING, batch):
        return None
    composer = await people.load_person(session, broadcast.composer_id)
    span = await audience.find_span(
        session, broadcast.frozen_after, broadcast.frozen_until, limit=A_CHUNK
    )
    if span is None:
        await _prepared(session, composer, broadcast, threshold, now)
        return None
    if not await store.move_on(session, broadcast, span.until):
        return None
    which = audience.meant_within(broadcast.audience, scopes_of(composer), span)
    await _queue_chunk(session, broadcast, which, now)
    return span.until


async def _queue_chunk(
    session: AsyncSession, broadcast: Broadcast, which: ColumnElement[bool], now: datetime
) -> None:
    latest = {
        language: ids[-1]
        for language, ids in (await recipients.find_contents(session, broadcast.id)).items()
    }
    variants = await texts.load_variants(session, broadcast.id)
    fallback = fallback_of(variants, broadcast.fallback) or ""
    due = partial(due_for, broadcast.send_on, broadcast.send_at, broadcast.zone)
    zones = await audience.find_zones(session, which) if broadcast.own_zones else []
    sent = Sent(broadcast.id, broadcast.batch_id or 0, latest[fallback], due(None, now))
    instants = {zone: due(zone, now) for zone in zones}
    await bulk.queue_selected(session, audience.messages_to(which, sent, latest, instants))


async def _prepared(
    session: AsyncSession, composer: Person, broadcast: Broadcast, threshold: int, now: datetime
) -> None:
    await bulk.survey(session)
    counts = await recipients.load_counts(session, broadcast.batch_id)
    if not needs_approval(counts.total, threshold):
        await start(session, composer, broadcast, now)
        return
    if not await store.change(session, broadcast, State.PREPARING, state=str(State.APPROVAL)):
        return
    approvers = await _find_approvers(session, broadcast)
    await store.save_asked(session, broadcast.id, [person.id for person in approvers])
    title = title_of(await texts.load_variants(session, broadcast.id))
    for person in approvers:
        notice = notices.approval_notice(
            Words(person.language), broadcast.id, composer.name, title, counts.total
        )
        await tell(session, person, notice, f"approval.{broadcast.batch_id}", now)
    notice = notices.waits_notice(
        Words(composer.language), broadcast.id, title, [person.name for person in approvers]
    )
    await tell(session, composer, notice, f"waits.{broadcast.batch_id}", now)


async def _find_approvers(session: AsyncSession, broadcast: Broadcast) -> list[Person]:
    """Other coordinators and administrators whose scope holds every recipient."""
    managers = await people.find_people_with(session, *MANAGING)
    others = [
        (person, scopes_of(person))
        for person in managers
        if person.id != broadcast.composer_id and person.blocked_at is None
    ]
    return await audience.who_covers(session, broadcast.batch_id or 0, others[:MOST_ASKED])


async def tell(
    session: AsyncSession, person: Person, notice: Screen, key: str, now: datetime
) -> None:
    """Put a notice to a coordinator into the outbox."""
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        notice,
        dedupe_key=f"broadcasts.{key}.{person.id}",
        purpose="broadcasts.notice",
        now=now,
        urgency=Urgency.NOTICE,
        twice_is_harmless=True,
    )


async def start(
    session: AsyncSession, by: Person, broadcast: Broadcast, now: datetime, **values: object
) -> bool:
    """Open the batch; False where somebody was faster."""
    started = {"state": str(State.SENDING), "started_at": now, **values}
    before = (State.PREPARING, State.APPROVAL)
    if not await store.change(session, broadcast, *before, **started):
        return False
    await outbox.set_batch(session, broadcast.batch_id or 0, "open")
    await store.add_event(session, broadcast.id, by.id, Deed.STARTED, now)
    await _log_sending(session, by, broadcast, now)
    await queue_following(session, broadcast.id, now)
    return True


async def _log_sending(
    session: AsyncSession, by: Person, broadcast: Broadcast, now: datetime
) -> None:
    """With a digest of the texts, by which one can show later what it was that went out."""
    written = await texts.load_variants(session, broadcast.id)
    digest = digest_of(*sorted(f"{one.language}:{plain(one.words)}" for one in written))
    sent = Reference("broadcast", f"{broadcast.id}.{broadcast.version}")
    record(session, Logged(Action.BROADCAST_SENT, now, sent, by.id, digest=digest))


async def queue_following(session: AsyncSession, number: int, at: datetime) -> None:
    """Tell how far it is, at that instant."""
    await queue_task(
        session,
        "broadcasts.follow",
        {"broadcast": number},
        dedupe_key=f"broadcasts.follow.{number}.{at.isoformat()}",
        run_after=at,
    )
