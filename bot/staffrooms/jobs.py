"""Tasks and the tick of staff groups: what is said and shown there, at the group's pace."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram import topics as calls
from bot.kit.telegram.faults import Blocked, Moved, NotSent, Uncertain, Unreachable
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.screen import screen_from_data
from bot.kit.telegram.visit import Group
from bot.staffrooms.actions import connecting, following, saying, showing
from bot.staffrooms.actions.connecting import LOOK_AT, Seen
from bot.staffrooms.actions.saying import DELETE, SAY, SHOW
from bot.staffrooms.actions.showing import Call
from bot.staffrooms.rules.faults import STOPPING, Fault, fault_of
from bot.staffrooms.rules.topics import Do
from bot.staffrooms.store import rooms

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

CALLS_A_TASK: Final = 20


async def tick(services: Services) -> None:
    now = services.clock.now()
    async with services.database.transaction() as session:
        await following.look_after(session, now)


async def look_at(services: Services, task: Due) -> None:
    """What the bot may do in a group that somebody wants to connect."""
    payload = task.payload
    group = Group(payload["group"], "", payload["thread"])
    try:
        standing = await calls.look_at(services.shower, group.id)
    except (Unreachable, Uncertain, Closed) as later:
        raise TryLater(type(later).__name__) from later
    except (Blocked, NotSent):
        return  # it was taken out of the group meanwhile
    seen = Seen(standing.is_forum, standing.manages_topics, standing.members - 1)
    async with services.database.transaction() as session:
        await connecting.answer_connecting(
            session, payload["person"], group, payload["message"], seen
        )


async def say(services: Services, task: Due) -> None:
    """One message; later if the group's minute is full. Where it cannot be said, it is not."""
    payload, now = task.payload, services.clock.now()
    screen = screen_from_data(payload["screen"])
    group = Group(payload["group"], "", payload["thread"])
    per_minute = services.settings.group_messages_per_minute
    async with services.database.transaction() as session:
        again_at = await rooms.take_turn(session, group.id, now, per_minute)
        if again_at is not None:
            reply_to = payload["reply_to"]
            await saying.say(session, group, screen, reply_to=reply_to, not_before=again_at)
            return
    try:
        await services.shower.send(
            screen,
            group.id,
            Urgency.NOTICE,
            reply_to=payload["reply_to"],
            thread=group.thread,
        )
    except (Unreachable, Closed) as later:
        raise TryLater(type(later).__name__) from later
    except (Blocked, NotSent, Uncertain):
        return


async def delete(services: Services, task: Due) -> None:
    """A topic whose rows are gone already."""
    group, thread = task.payload["group"], task.payload["thread"]
    try:
        await calls.delete_topic(services.shower, group, thread)
    except (Unreachable, Uncertain, Closed) as later:
        raise TryLater(type(later).__name__) from later
    except (Blocked, NotSent):
        return


async def show(services: Services, task: Due) -> None:
    """Bring a group's topics to where their questions stand, twenty calls; then another task."""
    room_id = task.payload["room"]
    for _ in range(CALLS_A_TASK):
        step = asyncio.create_task(_show_next(services, room_id, task.id))
        try:
            is_more = await asyncio.shield(step)
        except asyncio.CancelledError:
            await step  # what has been said is noted, so that it is not said again
            raise
        if not is_more:
            return
    async with services.database.transaction() as session:
        await rooms.release(session, room_id, task.id)
        await saying.look(session, room_id)


async def _show_next(services: Services, room_id: int, worker: int) -> bool:
    """Whether there may be more to do."""
    per_minute = services.settings.group_messages_per_minute
    async with services.database.transaction() as session:
        now = services.clock.now()
        call = await showing.next_call(session, room_id, worker, now, per_minute)
    if call is None:
        return False
    try:
        result = await _MAKING[call.step.do](services, call)
    except (Unreachable, Uncertain, Closed) as later:
        raise TryLater(type(later).__name__) from later
    except (Blocked, NotSent) as refused:
        return await _refused(services, call, refused)
    async with services.database.transaction() as session:
        await showing.has_been_done(session, call, result, services.clock.now())
    return True


async def _refused(services: Services, call: Call, refused: Blocked | NotSent) -> bool:
    now = services.clock.now()
    async with services.database.transaction() as session:
        if isinstance(refused, Moved):
            await connecting.follow_move(session, call.room.group_id, refused.group)
            return False
        fault = Fault.OUT if isinstance(refused, Blocked) else fault_of(str(refused))
        if fault in STOPPING and not _only_this(call, fault):
            await connecting.stop(session, call.room, fault, now)
            return False
        await showing.has_failed(session, call, fault, now)
    return True


def _only_this(call: Call, fault: Fault) -> bool:
    """Deleting needs a right of its own: without it everything else still goes."""
    return fault is Fault.NO_RIGHT and call.step.do is Do.DELETE


async def _create(services: Services, call: Call) -> int:
    return await calls.create_topic(services.shower, call.room.group_id, call.name)


async def _rename(services: Services, call: Call) -> None:
    thread = call.topic.thread or 0
    await calls.rename_topic(services.shower, call.room.group_id, thread, call.name)


async def _close(services: Services, call: Call) -> None:
    await calls.close_topic(services.shower, call.room.group_id, call.topic.thread or 0)


async def _reopen(services: Services, call: Call) -> None:
    await calls.reopen_topic(services.shower, call.room.group_id, call.topic.thread or 0)


async def _delete(services: Services, call: Call) -> None:
    await calls.delete_topic(services.shower, call.room.group_id, call.topic.thread or 0)


async def _send(services: Services, call: Call) -> int:
    post = call.step.post
    if call.screen is None:
        raise LookupError("nothing to send")
    return await services.shower.send(
        call.screen,
        call.room.group_id,
        Urgency.NOTICE,
        reply_to=post.reply_to if post else None,
        thread=call.topic.thread,
    )


async def _edit(services: Services, call: Call) -> None:
    post = call.step.post
    message = post.message_id if post else call.topic.card_message
    if call.screen is None or not message:
        raise LookupError("nothing to edit")
    group = call.room.group_id
    if not await services.shower.edit(call.screen, group, message, Urgency.NOTICE):
        raise NotSent("message to edit not found")


async def _delete_message(services: Services, call: Call) -> None:
    post = call.step.post
    if post is not None and post.message_id:
        group = call.room.group_id
        await services.shower.delete(group, post.message_id, Urgency.NOTICE)


_MAKING: Final[Mapping[Do, Callable[[Services, Call], Awaitable[Any]]]] = {
    Do.CREATE: _create,
    Do.RENAME: _rename,
    Do.LOOK: _rename,
    Do.CLOSE: _close,
    Do.REOPEN: _reopen,
    Do.DELETE: _delete,
    Do.SEND_CARD: _send,
    Do.SEND_POST: _send,
    Do.EDIT_CARD: _edit,
    Do.EDIT_POST: _edit,
    Do.DELETE_POST: _delete_message,
}
TASKS: Final = {SAY: say, SHOW: show, DELETE: delete, LOOK_AT: look_at}
