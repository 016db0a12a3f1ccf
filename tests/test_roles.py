"""Every button and every command against every role: the gate lets in whom it should."""

from __future__ import annotations

import dataclasses
import enum
from typing import Any, get_type_hints

import pytest
from sqlalchemy import select

from bot.kit.address import Account
from bot.kit.telegram.roles import ANYONE, MEMBER
from bot.kit.telegram.routes import Route, Routes
from bot.kit.telegram.tables import StoredUpdate
from bot.people.rules import Role
from tests.people import Cast, Phone, Stage

VISITOR = "visitor"
EVERYBODY = (VISITOR, *Role)


def _sample(kind: type[Any]) -> str:
    """An address of this kind with values that hardly exist."""
    hints = get_type_hints(kind)
    values = [_value(hints[field.name]) for field in dataclasses.fields(kind)]
    return kind(*values).pack()


def _value(hint: Any) -> Any:
    if issubclass(hint, enum.Enum):
        return next(iter(hint))
    return {int: 1, Account: Account(1), bool: True, str: "x1"}[hint]


def _admitted(needs: str, role: str) -> bool:
    if needs == ANYONE:
        return True
    return role != VISITOR and (needs == MEMBER or role in needs.split("|"))


@pytest.fixture
def calls(stage: Stage) -> list[object]:
    """Which routes were really called, in their order."""
    called: list[object] = []
    routes = stage.app.inbox.desk.routes
    for table in (routes.presses, routes.commands):
        for key, route in table.items():
            table[key] = _watched(key, route, called)  # type: ignore[index]
    return called


def _watched(key: object, route: Route, called: list[object]) -> Route:
    async def handler(visit: Any, argument: Any) -> Any:
        if key not in called:
            called.append(key)
        return await route.handler(visit, argument)

    return dataclasses.replace(route, handler=handler)


def _updates(routes: Routes, phone: Phone) -> list[dict[str, Any]]:
    user = {"id": phone.id, "is_bot": False, "first_name": phone.name}
    chat = {"id": phone.id, "type": "private", "first_name": phone.name}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "old"}
    updates: list[dict[str, Any]] = []
    for kind in routes.presses:
        query = {"id": "1", "from": user, "chat_instance": "1", "data": _sample(kind)}
        updates.append({"callback_query": {**query, "message": message}})
    updates.extend(
        {"message": {**message, "message_id": 2, "from": user, "text": f"/{name}"}}
        for name in routes.commands
    )
    return [{"update_id": 10**7 + n, **update} for n, update in enumerate(updates)]


@pytest.mark.parametrize("role", EVERYBODY)
async def test_the_gate_lets_in_whom_it_should_and_nothing_breaks(
    stage: Stage, cast: Cast, calls: list[object], role: str
) -> None:
    phone = await (cast.visitor("X") if role == VISITOR else cast.member("X", Role(role)))
    routes = stage.app.inbox.desk.routes
    expected: set[object] = set()
    for update in _updates(routes, phone):
        await stage.app.inbox.receive([update])
        await stage.app.inbox.idle()
        if role != VISITOR:
            await _stay_a_member(stage, phone)
    for table in (routes.presses, routes.commands):
        expected |= {key for key, route in table.items() if _admitted(route.needs, role)}
    assert set(calls) == expected
    assert await _set_aside(stage) == []


async def _stay_a_member(stage: Stage, phone: Phone) -> None:
    """Some buttons take consent or the profile away: the next one is pressed by a member again."""
    from bot.people import store
    from bot.people.actions import CONSENT_VERSION

    async with stage.app.services.database.transaction() as session:
        person = await store.find_person_of_chat(session, phone.id)
        if person is not None and person.consent_version != CONSENT_VERSION:
            await store.save_person(session, person.id, consent_version=CONSENT_VERSION)


async def _set_aside(stage: Stage) -> list[str | None]:
    async with stage.app.services.database.reading() as session:
        found = select(StoredUpdate.error).where(StoredUpdate.state == "set_aside")  # type: ignore[arg-type]
        return list((await session.execute(found)).scalars())
