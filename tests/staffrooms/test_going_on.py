"""Restarts in between, a full minute, somebody who moves and somebody who is erased."""

from __future__ import annotations

from bot.app import build_bot
from bot.events import PersonChanged
from bot.kit.db import table_of
from bot.kit.tasks.tables import Task
from bot.people import store as people
from bot.people.rules import ScopeKind
from bot.privacy.addresses import ConfirmErasure
from bot.staffrooms.actions.following import on_person_changed
from bot.staffrooms.store import rooms
from tests.people import Cast, Stage, words_of
from tests.staffrooms.groups import Room, asks

_tasks = table_of(Task)


async def restarts(stage: Stage) -> None:
    """The process is gone with what it had in hand, and another begins."""
    services = stage.app.services
    stage.app = await build_bot(services.settings, stage.clock, services.database)
    await stage.app.recover()
    await stage.settle()
    await services.bot.session.close()


async def test_a_restart_between_loses_nothing_and_says_nothing_twice(
    cast: Cast, room: Room
) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    topic = await room.newest()
    body = {"text": "Yes.", "message_thread_id": topic}
    path = f"people/{room.greta.id}/chats/{room.id}/send"
    await cast.stage.call("POST", path, body)
    await cast.stage.fetch()
    await restarts(cast.stage)
    await amina.looks()
    assert [words_of(m).count("Yes.") for m in amina.of_bot() if "Yes." in words_of(m)] == [1]
    assert (await room.said(topic)).count("On its way to Amina.") == 1
    await restarts(cast.stage)
    assert (await room.said(topic)).count("On its way to Amina.") == 1


async def test_a_task_that_was_cut_off_goes_on(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await amina.writes("/ask")
    await amina.writes("May I call?")
    _, button = amina.button("Send question")
    body = {"message_id": amina.of_bot()[-1]["message_id"], "data": button["callback_data"]}
    await cast.stage.call("POST", f"people/{amina.id}/chats/{amina.id}/press", body)
    await cast.stage.fetch()
    await cast.stage.app.inbox.idle()
    database = cast.stage.app.services.database
    async with database.transaction() as session:
        running = _tasks.update().where(_tasks.c.kind == "staffrooms.show")
        running = running.where(_tasks.c.state == "waiting")
        await session.execute(running.values(state="running", claimed_by="somebody gone"))
    await restarts(cast.stage)
    assert await room.names() == ["Waiting · May I call?"]


async def test_a_full_minute_is_waited_for(cast: Cast, room: Room) -> None:
    await room.connects()
    cast.stage.clock.forward(seconds=1)
    now = cast.stage.clock.now()
    services = cast.stage.app.services
    async with services.database.transaction() as session:
        assert await rooms.take_turn(session, room.id, now, 0.5) is None
    await asks(await cast.trainee("Amina"))
    assert await room.topics() == []
    await cast.stage.passes(minutes=3)
    assert await room.names() == ["Waiting · May I call the employer?"]


async def test_who_moves_takes_their_questions_along(cast: Cast) -> None:
    room = await Room.found(cast)
    karin = await cast.coordinator("Karin", scope_kind=ScopeKind.COUNTRY, scope="SE")
    await cast.stage.call("POST", f"groups/{room.id}/members", {"ids": [karin.id]})
    await room.writes(karin, "/connect")
    await room.presses(karin, "Connect: Sweden")
    amina = await cast.trainee("Amina")
    await asks(amina)
    assert len(await room.topics()) == 1
    for country, left in (("GR", 0), ("SE", 1)):
        person = await cast.person(amina)
        async with cast.stage.app.services.database.transaction() as session:
            await people.save_person(session, person.id, country=country)
            changed = PersonChanged(person.id, cast.stage.clock.now())
            await on_person_changed(session, changed)
        await cast.stage.settle()
        assert len(await room.topics()) == left


async def test_erased_with_their_topics(cast: Cast, room: Room) -> None:
    await room.connects()
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    await asks(amina)
    await asks(bo, "And I?")
    await room.writes(room.greta, "Yes.", (await room.topics())[0]["id"])
    await amina.presses_old(ConfirmErasure())
    await amina.writes("ERASE")
    await cast.stage.passes(seconds=5)
    assert await room.names() == ["Waiting · And I?"]


async def test_a_topic_that_was_closed_by_hand_is_opened_again(cast: Cast, room: Room) -> None:
    await room.connects()
    await asks(await cast.trainee("Amina"))
    topic = await room.newest()
    chat = f"people/{room.greta.id}/chats/{room.id}"
    await cast.stage.call("POST", f"{chat}/topic", {"message_thread_id": topic, "closed": True})
    await cast.stage.settle()
    assert not (await room.topics())[0]["closed"]


async def test_a_note_taken_back_goes_from_the_topic(cast: Cast, room: Room) -> None:
    await room.connects()
    await asks(await cast.trainee("Amina"))
    await room.greta.looks()
    await room.greta.presses("Open question")
    await room.greta.presses("Note for colleagues")
    await room.greta.writes("Call her first")
    await room.sees("Note by Greta, for colleagues:\n\nCall her first")
    await room.greta.presses("Delete my last note here")
    await room.sees_no("Call her first")
