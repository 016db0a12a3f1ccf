"""A group is connected and taken off again, and what stands in the way, over HTTP."""

from __future__ import annotations

from bot.people.rules import ScopeKind
from bot.staffrooms.addresses import ConnectGroup
from bot.staffrooms.store import rooms
from tests.people import Cast
from tests.staffrooms.groups import Room, asks


async def test_who_will_read_it_is_said_before(room: Room) -> None:
    await room.writes(room.carla, "/connect")
    await room.sees("Everybody in this group will read it: names, questions, answers and notes.")
    await room.sees("3 people are in it now.")
    await room.presses(room.carla, "Cancel", times=2)
    await room.sees("Nothing was changed.")
    assert await room.topics() == []


async def test_only_coordinators_connect_and_others_hear_it_once(cast: Cast, room: Room) -> None:
    for _ in range(3):
        await room.writes(room.greta, "/connect")
    assert len(await room.said()) == 1
    await room.sees("Only coordinators can do this")
    await room.writes(room.carla, "/connect")
    await room.presses(room.greta, "Connect: The whole")
    await room.presses(room.jon, "Cancel")
    await room.sees_no("Connected:")
    await room.sees_no("Nothing was changed")


async def test_a_coordinator_connects_only_what_they_coordinate(cast: Cast) -> None:
    room = await Room.found(cast)
    carla = await cast.coordinator("Karin", scope_kind=ScopeKind.COUNTRY, scope="SE", language="sv")
    await cast.stage.call("POST", f"groups/{room.id}/members", {"ids": [carla.id]})
    await room.writes(carla, "/connect")
    message, button = await room.button("Anslut: Sverige")
    anything = ConnectGroup(ScopeKind.PROGRAMME).pack()
    await room.presses_anyhow(carla, message["message_id"], anything)
    await room.sees_no("Ansluten")
    await room.presses_anyhow(carla, message["message_id"], button["callback_data"])
    await room.sees("Ansluten: Sverige.")
    await asks(await cast.trainee("Amina"))
    await asks(await cast.trainee("Eleni", country="GR"), "Μπορώ;")
    assert await room.names() == ["Väntar · May I call the employer?"]


async def test_a_group_without_topics_is_told_what_to_do(cast: Cast) -> None:
    room = await Room.found(cast, is_forum=False)
    await room.writes(room.carla, "/connect")
    await room.sees("Turn on Topics in the group's settings")
    moved = await cast.stage.call("POST", f"groups/{room.id}/forum")
    room.id = moved["id"]
    await room.connects()
    await room.sees("Connected: The whole programme")


async def test_a_bot_without_the_right_says_which(cast: Cast) -> None:
    room = await Room.found(cast, bot_is_admin=False)
    await room.writes(room.carla, "/connect")
    await room.sees("with the right “Manage topics”")


async def test_connected_twice_it_stays_as_it_is(cast: Cast, room: Room) -> None:
    await room.connects()
    await asks(await cast.trainee("Amina"))
    await room.presses_anyhow(room.carla, 3, ConnectGroup(ScopeKind.PROGRAMME).pack())
    assert len(await room.topics()) == 1
    await room.writes(room.carla, "/connect")
    await room.sees("This group is connected already: The whole programme.")


async def test_disconnected_topics_stay_or_go(cast: Cast, room: Room) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina)
    await room.writes(room.carla, "/disconnect")
    await room.sees("This group is not connected.")
    await room.connects()
    await room.writes(room.carla, "/disconnect")
    await room.presses(room.carla, "Disconnect and keep", times=2)
    topic = await room.newest()
    await room.writes(room.greta, "Yes.", topic)
    await amina.looks()
    amina.sees_no("Yes.")
    await room.connects()
    assert len(await room.topics()) == 2
    await room.writes(room.carla, "/disconnect")
    await room.presses(room.carla, "Disconnect and delete")
    assert len(await room.topics()) == 1


async def test_a_migrated_group_is_followed(cast: Cast) -> None:
    room = await Room.found(cast, is_forum=False)
    person = await cast.person(room.carla)
    async with cast.stage.app.services.database.transaction() as session:
        scope = (ScopeKind.PROGRAMME, None)
        await rooms.add_room(session, (room.id, "Tutors"), person, scope, cast.stage.clock.now())
    amina = await cast.trainee("Amina")
    await asks(amina)
    await room.carla.looks()
    room.carla.has_seen("Topics are turned off in the group.")
    moved = await cast.stage.call("POST", f"groups/{room.id}/forum")
    room.id = moved["id"]
    await cast.stage.settle()
    assert await room.names() == ["Waiting · May I call the employer?"]


async def test_a_move_that_only_a_refusal_tells_of_is_followed(cast: Cast) -> None:
    room = await Room.found(cast, is_forum=False)
    person = await cast.person(room.carla)
    async with cast.stage.app.services.database.transaction() as session:
        scope = (ScopeKind.PROGRAMME, None)
        await rooms.add_room(session, (room.id, "Tutors"), person, scope, cast.stage.clock.now())
    moved = await cast.stage.call("POST", f"groups/{room.id}/forum")
    await cast.stage.overlook()
    await asks(await cast.trainee("Amina"))
    room.id = moved["id"]
    assert await room.names() == ["Waiting · May I call the employer?"]


async def test_thrown_out_its_coordinator_is_told_and_back_it_goes_on(
    cast: Cast, room: Room
) -> None:
    await room.connects()
    await cast.stage.call("POST", f"groups/{room.id}/bot", {"status": "kicked"})
    await cast.stage.settle()
    await asks(await cast.trainee("Amina"))
    await room.carla.looks()
    room.carla.sees("Questions are not shown in the group Tutors any more.")
    room.carla.sees("Nothing is lost")
    await cast.stage.call("POST", f"groups/{room.id}/bot", {"status": "administrator"})
    await cast.stage.settle()
    assert await room.names() == ["Waiting · May I call the employer?"]


async def test_a_right_that_was_taken_away(cast: Cast, room: Room) -> None:
    await room.connects()
    await cast.stage.call("POST", f"groups/{room.id}/bot", {"status": "member"})
    await cast.stage.settle()
    await asks(await cast.trainee("Amina"))
    await asks(await cast.trainee("Bo"))
    await room.carla.looks()
    told = [m for m in room.carla.messages if "not shown in the group" in m.get("text", "")]
    assert len(told) == 1
    await cast.stage.call("POST", f"groups/{room.id}/bot", {"status": "administrator"})
    await cast.stage.settle()
    assert len(await room.names()) == 2
