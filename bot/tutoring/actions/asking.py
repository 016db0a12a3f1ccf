"""Writing a question: it is kept from the first word on and goes out when it is confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.store import save_addresses
from bot.kit.text import Text
from bot.people.rules import Person
from bot.tutoring.actions.contexts import NOTHING, resolve_context
from bot.tutoring.actions.notices import tell
from bot.tutoring.actions.opening import as_asker, load_own
from bot.tutoring.actions.presence import begin_wait, find_answering
from bot.tutoring.addresses import AddToQuestion
from bot.tutoring.rules.pages import opening_of
from bot.tutoring.rules.thread import Context, Question, Side, State, Thread, Written
from bot.tutoring.screens import notices as screens
from bot.tutoring.store import threads as store


async def begin_question(
    session: AsyncSession, person: Person, about: str, reference: str
) -> tuple[Context, Thread | None]:
    """What is asked about, and what they have written about it before and not sent.

    Raises ScreenOutdated.
    """
    context = await resolve_context(session, person, about, reference)
    draft = await store.find_draft(session, person.id, context)
    return context, await as_asker(session, person, draft) if draft else None


async def write_question(
    session: AsyncSession,
    person: Person,
    about: str,
    reference: str,
    written: Written,
    now: datetime,
) -> Thread:
    """The first words of a question, or more of one that is not sent yet. Raises ScreenOutdated."""
    context = await resolve_context(session, person, about, reference)
    return await _write(session, person, context, written, now)


async def keep_draft(session: AsyncSession, person: Person, text: Text, now: datetime) -> Thread:
    """A text that belonged nowhere becomes a question; pressed twice it stands there once."""
    draft = await store.find_draft(session, person.id, NOTHING)
    if draft is not None:
        thread = await as_asker(session, person, draft)
        if any(entry.text == text for entry in thread.entries):
            return thread
    return await _write(session, person, NOTHING, Written(text), now)


async def _write(
    session: AsyncSession, person: Person, context: Context, written: Written, now: datetime
) -> Thread:
    draft = await store.find_draft(session, person.id, context)
    draft = draft or await store.add_draft(session, person, context, now)
    return await add_words(session, person, draft, written, now)


async def add_words(
    session: AsyncSession, person: Person, draft: Question, written: Written, now: datetime
) -> Thread:
    """More of a question that is not sent yet."""
    await store.add_entry(
        session, draft.id, person.id, Side.ASKER, written, now=now, delivered=False
    )
    if written.message_id is not None:
        # A later edit of this message, or a reply to it, belongs to this question.
        mine = AddToQuestion(draft.public_id).pack()
        await save_addresses(session, [(person.telegram_id, written.message_id, mine)])
    return await _renewed(session, person, draft)


async def replace_words(
    session: AsyncSession, person: Person, public: str, written: Written, now: datetime
) -> Thread:
    """The question written anew; the earlier words go. Raises ScreenOutdated if it was sent."""
    draft = await load_draft(session, person, public)
    await store.delete_entries(session, draft.id)
    return await add_words(session, person, draft, written, now)


async def _renewed(session: AsyncSession, person: Person, draft: Question) -> Thread:
    """A new version, so that an older screen's *Send* does not send what it did not show."""
    opening = opening_of(await store.find_entries(session, draft.id))
    changed = await store.change(session, draft, [State.DRAFT], any_version=True, opening=opening)
    if changed is None:
        raise ScreenOutdated(instead=places.OpenQuestion(draft.public_id))
    return await as_asker(session, person, changed)


async def load_draft(session: AsyncSession, person: Person, public: str) -> Question:
    """Their own question, not sent yet. Raises ScreenOutdated."""
    question = await load_own(session, person, public)
    if question.state is not State.DRAFT:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    return question


async def drop_question(session: AsyncSession, person: Person, public: str) -> Context:
    """Throw an unsent question away; what it was about. Raises ScreenOutdated."""
    draft = await load_draft(session, person, public)
    await store.delete_draft(session, draft)
    return draft.context


async def send_question(
    session: AsyncSession, person: Person, public: str, version: int, now: datetime, hours: int
) -> Thread:
    """Into the queue, and a notice to everybody who may answer; sent already, nothing happens.

    Raises ScreenOutdated where more was written since the screen was drawn.
    """
    question = await load_own(session, person, public)
    if question.state is not State.DRAFT:
        return await as_asker(session, person, question)
    sent = await store.change(
        session,
        replace(question, version=version),
        [State.DRAFT],
        state=str(State.OPEN),
        asked_at=now,
        language=person.language,
        **await begin_wait(session, question, now, hours, None),
    )
    if sent is None:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    await tell(
        session,
        await find_answering(session, sent, now),
        partial(screens.asked_notice, question=sent, name=person.name),
        dedupe_key=f"tutoring.asked.{sent.id}",
        purpose="tutoring.asked",
        now=now,
    )
    return await as_asker(session, person, sent)
