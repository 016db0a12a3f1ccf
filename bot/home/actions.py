"""The role one acts in, the commands in Telegram's menu, and what follows from a silence."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import PersonChanged, PersonJoined, PersonMoved
from bot.evidence.store.holds import count_in_scope
from bot.evidence.store.reviews import count_review
from bot.home.rules import VISITORS_MENU, Work, is_gap, is_loss, what_was_cut
from bot.home.screens import send_again_notice, silence_warning
from bot.judging.store.lists import count_open, count_stuck
from bot.kit.address import AddressFault, unpack
from bot.kit.delivery import outbox
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram import store as chats
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person, Role
from bot.tutoring.store.lists import count_queue

CHATS_A_TASK: Final = 200


async def act_as(session: AsyncSession, person: Person, role: Role) -> Person:
    """Somebody with several roles goes on in this one. Raises ScreenOutdated for one not held."""
    if not person.has(role):
        raise ScreenOutdated
    await people.save_person(session, person.id, acting_as=str(role))
    return await people.load_person(session, person.id)


async def load_work(session: AsyncSession, person: Person, role: Role, now: datetime) -> Work:
    """What waits for somebody in this role; for one that nothing waits for, nothing is read."""
    if role is Role.ASSESSOR:
        return Work(judgements=await count_open(session, person.id))
    if role not in (Role.TUTOR, Role.COORDINATOR):
        return Work()
    questions = await count_queue(session, person)
    waiting = questions.waiting + questions.owed
    if role is Role.TUTOR:
        return Work(waiting, await count_review(session, person))
    stuck = await count_stuck(session, person, now)
    return Work(waiting, judgements=stuck, held=await count_in_scope(session, person))


async def queue_menu(
    session: AsyncSession, event: PersonJoined | PersonChanged | PersonMoved
) -> None:
    """The menu of somebody's chat follows their language and roles."""
    await queue_task(
        session,
        "home.menu",
        {"person_id": event.person_id},
        dedupe_key=f"home.menu.{event.person_id}.{event.at.isoformat()}",
        run_after=event.at,
    )


def default_menu(language: str) -> dict[str, str]:
    """What visitors of a language see."""
    words = Words(language)
    return {command: words(f"home.command.{command}") for command in VISITORS_MENU}


async def queue_default_menus(session: AsyncSession, bot_id: int, now: datetime) -> None:
    """After a start: the menus of visitors, once for each wording of them."""
    wording = repr([default_menu(language) for language in LANGUAGES])
    mark = sha256(wording.encode()).hexdigest()[:16]
    key = f"home.menus.{bot_id}.{mark}"
    await queue_task(session, "home.menus", {}, dedupe_key=key, run_after=now)


async def report_silence(
    session: AsyncSession, since: datetime, until: datetime, silence: timedelta
) -> None:
    """There was no contact with Telegram: coordinators are warned after an hour, once; after a day
    those whose flow may have been cut are told.

    `silence` is how long it was in truth: the demo's clock may have been moved meanwhile.
    """
    if is_gap(silence):
        staff = await people.find_people_with(session, Role.COORDINATOR, Role.ADMINISTRATOR)
        for person in staff:
            await _warn(session, person, since, until)
    if is_loss(silence):
        await queue_silence_page(session, since, until, after=0)


async def _warn(session: AsyncSession, person: Person, since: datetime, until: datetime) -> None:
    words = Words(person.language)
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        silence_warning(words, *_span(words, person, since, until)),
        dedupe_key=f"home.silence.{since.isoformat()}.{person.id}",
        purpose="home.silence",
        now=until,
    )


def _span(words: Words, person: Person, since: datetime, until: datetime) -> tuple[str, str]:
    return words.moment(since, person.zone), words.moment(until, person.zone)


async def queue_silence_page(
    session: AsyncSession, since: datetime, until: datetime, *, after: int
) -> None:
    """Tell those who were in the middle of something, a page of chats from this chat id on."""
    await queue_task(
        session,
        "home.send_again",
        {"since": since.isoformat(), "until": until.isoformat(), "after": after},
        dedupe_key=f"home.send_again.{since.isoformat()}.{after}",
        run_after=until,
    )


async def tell_to_send_again(
    session: AsyncSession, since: datetime, until: datetime, after: int
) -> None:
    """A page of people are told what to send again; the next page is queued if there may be one."""
    cut = await chats.find_chats_expecting(session, CHATS_A_TASK, after)
    found = await people.find_people_of_chats(session, [chat for chat, _ in cut])
    for chat, expects in cut:
        person = found.get(chat)
        if person is not None and person.consent_version >= CONSENT_VERSION:
            await _tell(session, person, expects, since, until)
    if len(cut) == CHATS_A_TASK:
        await queue_silence_page(session, since, until, after=cut[-1][0])


async def _tell(
    session: AsyncSession, person: Person, expects: str, since: datetime, until: datetime
) -> None:
    words = Words(person.language)
    try:
        to = unpack(expects)
    except AddressFault:
        return
    notice = send_again_notice(
        words, *_span(words, person, since, until), what_was_cut(expects), to
    )
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        notice,
        dedupe_key=f"home.send_again.{since.isoformat()}.{person.id}",
        purpose="home.send_again",
        now=until,
    )
