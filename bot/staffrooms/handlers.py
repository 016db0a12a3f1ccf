"""What is written and pressed in staff groups."""

from __future__ import annotations

from bot.kit.refusals import Refusal
from bot.kit.telegram.groups import GroupEvent, TopicChange
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Group, Visit
from bot.people.rules import Person
from bot.staffrooms.actions import answering, connecting, saying
from bot.staffrooms.addresses import (
    ClaimHere,
    CloseHere,
    ConnectGroup,
    DisconnectGroup,
    HandBackHere,
    LeaveAsItIs,
    ReopenHere,
)
from bot.staffrooms.screens import connecting as screens

routes = Routes("staffrooms")


def _group(visit: Visit[Person]) -> Group:
    if visit.group is None:
        raise LookupError("this handler is for groups")
    return visit.group


@routes.in_group("/connect")
async def on_connect(visit: Visit[Person], _arguments: str) -> None:
    await connecting.begin_connecting(
        visit.session, visit.visitor, _group(visit), visit.message.message_id, visit.now
    )


@routes.in_group(ConnectGroup)
async def on_connect_pressed(visit: Visit[Person], address: ConnectGroup) -> Screen:
    scope = await connecting.connect(
        visit.session, visit.visitor, _group(visit), address.kind, address.scope, visit.now
    )
    return screens.connected_screen(visit.words, scope)


@routes.in_group(LeaveAsItIs)
async def on_leave_pressed(visit: Visit[Person], _address: LeaveAsItIs) -> Screen:
    connecting.must_coordinate(visit.visitor)
    return screens.left_screen(visit.words)


@routes.in_group("/disconnect")
async def on_disconnect(visit: Visit[Person], _arguments: str) -> None:
    await connecting.begin_disconnecting(
        visit.session, visit.visitor, _group(visit), visit.message.message_id
    )


@routes.in_group(DisconnectGroup)
async def on_disconnect_pressed(visit: Visit[Person], address: DisconnectGroup) -> Screen:
    await connecting.disconnect(
        visit.session, visit.visitor, _group(visit), visit.now, delete=address.delete
    )
    return screens.disconnected_screen(visit.words, deleted=address.delete)


@routes.in_group(GroupEvent.WRITTEN)
async def on_written(visit: Visit[Person], _nothing: None) -> None:
    await answering.write(visit.session, visit.visitor, _group(visit), visit.message, visit.now)


@routes.in_group(GroupEvent.EDITED)
async def on_edited(visit: Visit[Person], _nothing: None) -> None:
    await answering.edit(visit.session, visit.visitor, _group(visit), visit.message, visit.now)


@routes.in_group(ClaimHere)
async def on_claim_pressed(visit: Visit[Person], address: ClaimHere) -> None:
    await answering.claim(visit.session, visit.visitor, _group(visit), address.question, visit.now)


@routes.in_group(HandBackHere)
async def on_hand_back_pressed(visit: Visit[Person], address: HandBackHere) -> None:
    await answering.hand_back(
        visit.session,
        visit.visitor,
        _group(visit),
        address.question,
        address.version,
        visit.now,
        visit.settings.answer_hours,
    )


@routes.in_group(CloseHere)
async def on_close_pressed(visit: Visit[Person], address: CloseHere) -> None:
    await answering.close(
        visit.session,
        visit.visitor,
        _group(visit),
        address.question,
        address.version,
        visit.now,
    )


@routes.in_group(ReopenHere)
async def on_reopen_pressed(visit: Visit[Person], address: ReopenHere) -> None:
    await answering.reopen(
        visit.session,
        visit.visitor,
        _group(visit),
        address.question,
        address.version,
        visit.now,
        visit.settings.answer_hours,
    )


@routes.in_group(GroupEvent.TOPIC_CHANGED)
async def on_topic_changed(visit: Visit[Person], change: TopicChange) -> None:
    await answering.put_right(visit.session, _group(visit), change)


@routes.in_group(GroupEvent.MOVED)
async def on_moved(visit: Visit[Person], group_id: int) -> None:
    await connecting.follow_move(visit.session, _group(visit).id, group_id)


@routes.in_group(GroupEvent.STANDING)
async def on_standing_changed(visit: Visit[Person], is_in: bool) -> None:
    await connecting.follow_standing(visit.session, _group(visit), visit.now, is_in=is_in)


@routes.in_group(GroupEvent.REFUSED)
async def on_refused(visit: Visit[Person], refusal: Refusal) -> None:
    message = visit.received.message_id if visit.received else None
    await saying.say_refusal(
        visit.session, _group(visit), visit.words, refusal, visit.sender.id, message, visit.now
    )
