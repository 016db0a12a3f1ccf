"""What time does with parts that are held back, and messages with them that leave the chats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.evidence.actions.hold_notices import in_place_of_it, tell_trainee
from bot.evidence.actions.purging import purge
from bot.evidence.actions.refusals import HoldEnded
from bot.evidence.rules.holds import Hold, Why, receipt_of, shown_of
from bot.evidence.store import holds as store
from bot.evidence.store import pieces
from bot.kit.i18n import SOURCE, Words
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.show import Blocked, Uncertain, Unreachable
from bot.kit.telegram.store import find_shown, forget_shown
from bot.people.store import find_people_of_chats, load_person

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

A_PAGE: Final = 200
Place = tuple[int, int]


async def tick(services: Services) -> None:
    """Trainees are told a week before a part is deleted, and then it is."""
    now = services.clock.now()
    async with services.database.reading() as session:
        warned = await store.find_to_warn(session, now, A_PAGE)
        expired = await store.find_expired(session, now, A_PAGE)
    for number in warned:
        await _warn(services, number)
    for number in expired:
        await _expire(services, number)


async def _warn(services: Services, number: int) -> None:
    async with services.database.transaction() as session:
        hold = await store.load_hold(session, number)
        piece = await pieces.load_piece_by_id(session, hold.piece_id)
        await store.mark_warned(session, number)
        await tell_trainee(session, hold, piece, "warned", services.clock.now())


async def _expire(services: Services, number: int) -> None:
    try:
        async with services.database.transaction() as session:
            hold = await store.load_hold(session, number)
            piece = await pieces.load_piece_by_id(session, hold.piece_id)
            await purge(session, hold, piece, None, Why.EXPIRED, services.clock.now())
    except HoldEnded:
        return  # somebody has decided in between


async def take_back(services: Services, task: Due) -> None:
    """Messages with something of the piece on them say so no more, or are gone. In the trainee's
    own chat only once it was deleted for good.
    """
    async with services.database.reading() as session:
        hold = await store.load_hold(session, task.payload["hold"])
        owner = (await load_person(session, hold.person_id)).telegram_id
        shown = await find_shown(session, shown_of(hold.piece_id), A_PAGE)
        shown += await find_shown(session, receipt_of(hold.piece_id, hold.entry), A_PAGE)
    if not task.payload["own"]:
        shown = [place for place in shown if place[0] != owner]
        if not hold.is_open:
            return
    sent = [(chat, message) for chat, message in task.payload.get("sent", ())]
    await _take_all(services, hold, list(dict.fromkeys([*shown, *sent])))


async def _take_all(services: Services, hold: Hold, shown: list[Place]) -> None:
    async with services.database.reading() as session:
        people = await find_people_of_chats(session, [chat for chat, _ in shown])
    kept = 0
    for chat, message in shown:
        person = people.get(chat)
        words = Words(person.language if person else SOURCE)
        kept += not await _is_gone(services, words, (chat, message))
    async with services.database.transaction() as session:
        await forget_shown(session, shown)
        await store.add_left(session, hold.id, kept)


async def _is_gone(services: Services, words: Words, place: Place) -> bool:
    """A text is changed, whenever it was sent; a file is deleted, if Telegram still allows that."""
    try:
        screen = in_place_of_it(words)
        if await services.shower.edit(screen, *place, Urgency.ANSWER):
            return True
        return await services.shower.delete(*place, Urgency.ANSWER)
    except Blocked:
        return False
    except (Unreachable, Uncertain) as failed:
        raise TryLater(str(failed)) from failed
