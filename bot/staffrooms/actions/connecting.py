"""A coordinator connects a group to a scope of theirs, and takes it off again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.db import public_id
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.visit import Group
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role, ScopeKind, admits
from bot.people.store import load_people
from bot.staffrooms.actions.refusals import NotConnected, NotCoordinator
from bot.staffrooms.actions.saying import AT_ONCE, look, queue_deletion, say
from bot.staffrooms.rules.faults import STOPPING, Fault
from bot.staffrooms.rules.topics import Room
from bot.staffrooms.screens import connecting as screens
from bot.staffrooms.store import rooms, topics

LOOK_AT: Final = "staffrooms.look_at"


@dataclass(frozen=True, slots=True)
class Seen:
    """A group as Telegram shows it; `people` are those in it besides the bot."""

    is_forum: bool
    manages_topics: bool
    people: int


def must_coordinate(person: Person | None) -> Person:
    """Raises NotCoordinator."""
    if person is None or not admits(person, str(Role.COORDINATOR), CONSENT_VERSION):
        raise NotCoordinator
    return person


def _scopes(person: Person) -> list[Grant]:
    """What somebody coordinates, the widest first."""
    own = [grant for grant in person.grants if grant.role is Role.COORDINATOR]
    order = list(ScopeKind)
    return sorted(own, key=lambda one: (order.index(one.scope_kind), one.scope or ""))


async def _name(session: AsyncSession, words: Words, scope: Grant) -> str:
    return screens.scope_name(words, scope, await _cohort_name(session, scope))


async def _cohort_name(session: AsyncSession, scope: Grant) -> str:
    if scope.scope_kind is not ScopeKind.COHORT:
        return ""
    number = int(scope.scope or 0)
    return (await cohorts.find_names(session, [number])).get(number, "")


async def begin_connecting(
    session: AsyncSession, person: Person | None, group: Group, message: int, now: datetime
) -> None:
    """`/connect`: Telegram is asked what the bot may do there, then the coordinator whether.

    Raises NotCoordinator.
    """
    coordinator = must_coordinate(person)
    words = Words(coordinator.language)
    room = await rooms.find_room(session, group.id)
    if room is not None:
        scope = await _name(session, words, room.reach)
        await say(session, group, screens.already_screen(words, scope), reply_to=message)
        return
    payload = {
        "group": group.id,
        "thread": group.thread,
        "message": message,
        "person": coordinator.id,
    }
    key = f"{LOOK_AT}.{public_id()}"
    await queue_task(session, LOOK_AT, payload, dedupe_key=key, run_after=now)


async def answer_connecting(
    session: AsyncSession, person_id: int, group: Group, message: int, seen: Seen
) -> None:
    """What is missing and how to mend it; or what connecting means, and the question whether."""
    person = (await load_people(session, [person_id])).get(person_id)
    if person is None:
        return
    words = Words(person.language)
    fault = None if seen.manages_topics else Fault.NO_RIGHT
    fault = fault if seen.is_forum else Fault.NO_FORUM
    if fault is not None:
        await say(session, group, screens.fault_screen(words, fault), reply_to=message)
        return
    scopes = [(scope, await _cohort_name(session, scope)) for scope in _scopes(person)]
    screen = screens.connect_screen(words, scopes, seen.people)
    await say(session, group, screen, reply_to=message)


async def connect(
    session: AsyncSession,
    person: Person | None,
    group: Group,
    kind: ScopeKind,
    scope: str,
    now: datetime,
) -> str:
    """From now on each question of that scope has a topic there; whose questions these are.

    Connected already, it stays as it is. Raises NotCoordinator.
    """
    coordinator = must_coordinate(person)
    wanted = Grant(Role.COORDINATOR, kind, scope or None)
    if wanted not in coordinator.grants:
        raise NotCoordinator
    added = await rooms.add_room(
        session, (group.id, group.title), coordinator, (kind, wanted.scope), now
    )
    room = await rooms.find_room(session, group.id)
    if room is None:
        raise NotConnected
    if added:
        await topics.want_all(session, room)
        await look(session, room.id)
        thing = Reference("staff_group", str(room.id))
        record(session, Deed(Action.STAFF_GROUP_CONNECTED, now, thing, coordinator.id))
    return await _name(session, Words(coordinator.language), room.reach)


async def begin_disconnecting(
    session: AsyncSession, person: Person | None, group: Group, message: int
) -> None:
    """`/disconnect`: asked whether, and what becomes of the topics.

    Raises NotCoordinator, NotConnected.
    """
    coordinator = must_coordinate(person)
    room = await _room_of(session, coordinator, group)
    words = Words(coordinator.language)
    screen = screens.disconnect_screen(words, await _name(session, words, room.reach))
    await say(session, group, screen, reply_to=message)


async def _room_of(session: AsyncSession, coordinator: Person, group: Group) -> Room:
    """A group by one who coordinates what it shows, or more."""
    room = await rooms.find_room(session, group.id)
    if room is None:
        raise NotConnected
    whole = Grant(Role.COORDINATOR)
    if whole not in coordinator.grants and room.reach not in coordinator.grants:
        raise NotCoordinator
    return room


async def disconnect(
    session: AsyncSession, person: Person | None, group: Group, now: datetime, *, delete: bool
) -> None:
    """The view ends; questions stay where they are. Raises NotCoordinator, NotConnected."""
    coordinator = must_coordinate(person)
    room = await _room_of(session, coordinator, group)
    there = await topics.delete_topics(session, topics.topics.c.room_id == room.id)
    if delete:
        await queue_deletion(session, there)
    await rooms.delete_room(session, room)
    thing = Reference("staff_group", str(room.id))
    record(session, Deed(Action.STAFF_GROUP_DISCONNECTED, now, thing, coordinator.id))


async def stop(session: AsyncSession, room: Room, fault: Fault, now: datetime) -> None:
    """Nothing can be shown there; whoever connected it is told in private, once a day at most."""
    if fault not in STOPPING:
        return
    await rooms.set_fault(session, room.id, fault)
    person = (await load_people(session, [room.connected_by])).get(room.connected_by)
    if person is None or not person.name:
        return
    await outbox.queue(
        session,
        Recipient(person.id, person.telegram_id),
        screens.stopped_notice(Words(person.language), room.title, fault),
        dedupe_key=f"staffrooms.stopped.{room.id}.{fault}.{now.date()}",
        purpose="staffrooms.stopped",
        now=now,
    )


async def try_again(session: AsyncSession, room: Room) -> None:
    """What stopped it may be mended."""
    await rooms.set_fault(session, room.id, None)
    await look(session, room.id)


async def follow_standing(
    session: AsyncSession, group: Group, now: datetime, *, is_in: bool
) -> None:
    """The bot was taken out of a group, let in again, or may do more or less there."""
    room = await rooms.find_room(session, group.id)
    if room is None:
        return
    if is_in:
        await try_again(session, room)
    else:
        await stop(session, room, Fault.OUT, now)


async def follow_move(session: AsyncSession, former: int, group_id: int) -> None:
    """The group is another now, with an id of its own and no topics yet."""
    room = await rooms.find_room(session, former)
    if room is None:
        return
    if await rooms.find_room(session, group_id) is not None:
        await topics.delete_topics(session, topics.topics.c.room_id == room.id)
        await rooms.delete_room(session, room)
        return
    await topics.begin_all_anew(session, room.id)
    await rooms.move_room(session, room, group_id)
    await rooms.set_fault(session, room.id, None)
    await look(session, room.id, AT_ONCE)
