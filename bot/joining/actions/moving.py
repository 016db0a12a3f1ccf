"""A new phone or account: recovery codes are made and used, claims made and confirmed."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import PersonMoved, announce
from bot.joining import store as joining
from bot.joining.actions.entering import count_wrong_code
from bot.joining.moving import store
from bot.joining.moving.addresses import OpenReturn
from bot.joining.moving.rules import (
    FINDS,
    Code,
    CodeFault,
    How,
    is_right,
    new_code,
    read_code,
    what_is_wrong_with,
)
from bot.joining.rules import (
    Guesses,
    after_wrong_code,
    hash_of,
    pause_until,
)
from bot.joining.screens import moving as screens
from bot.kit.address import Address
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.moving import move_chat
from bot.kit.telegram.screen import Screen
from bot.people import store as people
from bot.people.rules import Person

FOLLOW_TASK: Final = "joining.follow_move"


class NoCode(Refusal):
    """What was written cannot be a recovery code."""

    words = "joining.move.no_code"


class WrongCode(Refusal):
    words = "joining.move.wrong"

    def __init__(self, code: Code | None) -> None:
        super().__init__(instead=OpenReturn())
        self.code = code


class TooManyTries(Refusal):
    """`minutes` is how long to wait."""

    words = "joining.move.too_many"


class CodeUsed(Refusal):
    words = "joining.move.used"


class CodeReplaced(Refusal):
    words = "joining.move.replaced"


class CodeExpired(Refusal):
    words = "joining.move.expired"


class AlreadySomebody(Refusal):
    """The new account has a place, with data, of its own."""

    words = "joining.move.somebody"


class MovedMeanwhile(Refusal):
    """They have moved, or are being erased."""

    words = "joining.move.meanwhile"


FAULTS: Final[dict[CodeFault, type[Refusal]]] = {
    CodeFault.USED: CodeUsed,
    CodeFault.REPLACED: CodeReplaced,
    CodeFault.EXPIRED: CodeExpired,
}


async def make_code(session: AsyncSession, person: Person, now: datetime) -> str:
    """A new recovery code, seen this once; those before move nobody any more."""
    code = new_code()
    while not await store.add_code(session, person.id, code[:FINDS], hash_of(code), now):
        code = new_code()
    return code


def check_pause(guesses: Guesses | None, now: datetime, back: Address) -> None:
    """Raises TooManyTries while the pause after wrong ones lasts."""
    until = pause_until(guesses)
    if until is not None and now < until:
        minutes = math.ceil((until - now).total_seconds() / 60)
        raise TooManyTries(minutes=minutes, instead=back)


async def check_nobody(session: AsyncSession, account: int) -> None:
    """Raises AlreadySomebody for an account with a place of its own."""
    if await people.find_person_of_chat(session, account) is not None:
        raise AlreadySomebody


async def move_by_code(session: AsyncSession, account: int, written: str, now: datetime) -> Person:
    """Whoever has the code goes on in this chat; the person as they are now.

    Raises AlreadySomebody, TooManyTries for the account or for codes that begin so, NoCode,
    WrongCode (which is to be counted), CodeUsed, CodeReplaced, CodeExpired, MovedMeanwhile.
    """
    await check_nobody(session, account)
    check_pause(await joining.find_guesses(session, account), now, OpenReturn())
    code = read_code(written)
    if code is None:
        raise NoCode(instead=OpenReturn())
    found = await store.find_code(session, code[:FINDS])
    if found is not None:
        check_pause(found.guesses, now, OpenReturn())
    if not is_right(code, found.code_hash if found else None) or found is None:
        raise WrongCode(found)
    fault = what_is_wrong_with(found, now)
    if fault is not None:
        raise FAULTS[fault](instead=OpenReturn())
    if not await store.use_code(session, found.id, now):
        raise CodeUsed(instead=OpenReturn())
    person = await people.load_person(session, found.person_id)
    return await move(session, person, account, How.CODE, person.id, now)


async def count_failure(
    session: AsyncSession, account: int, code: Code | None, now: datetime
) -> None:
    """Remember a wrong code against the account and against codes that begin so."""
    await count_wrong_code(session, account, now)
    if code is not None:
        await store.count_failure(session, code.id, after_wrong_code(code.guesses, now))


async def move(
    session: AsyncSession, person: Person, account: int, how: How, by: int, now: datetime
) -> Person:
    """Somebody goes on in another chat, with all that is theirs. Raises MovedMeanwhile."""
    old = person.telegram_id
    await move_chat(session, old, account)
    if not await people.move_person(session, person.id, old, account):
        raise MovedMeanwhile
    await outbox.readdress(session, person.id, old, account)
    await joining.delete_entry(session, account)
    await joining.delete_interest(session, account)
    await store.replace_codes(session, person.id, now)
    public = await store.add_move(session, person.id, old, how, by, now)
    record(session, Deed(Action.PERSON_MOVED, now, Reference("move", str(how)), by, person.id))
    notice = screens.old_chat_notice(Words(person.language), public)
    await tell(session, outbox.Recipient(0, old), notice, f"joining.moved.{public}", now)
    payload = {"person": person.id, "old": old}
    for minutes in (0, 2):  # what was being written while they moved follows, too
        key = f"{FOLLOW_TASK}.{public}.{minutes}"
        at = now + timedelta(minutes=minutes)
        await queue_task(session, FOLLOW_TASK, payload, dedupe_key=key, run_after=at)
    await announce(session, PersonMoved(person.id, old, now))
    return await people.load_person(session, person.id)


async def tell(
    session: AsyncSession, to: outbox.Recipient, screen: Screen, key: str, now: datetime
) -> None:
    """A notice about a move."""
    await outbox.queue(session, to, screen, dedupe_key=key, purpose="joining.moved", now=now)
