"""The demo's people: they come in through invitations and the door, like everybody.

The coordinator also administers; the tutor, the assessors and the second trainee have filled in
their profiles; the first trainee stands before the choice of a language, so that whoever looks on
can join.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.cohorts import store as cohorts
from bot.joining.actions.inviting import make_invitation
from bot.people.rules import Grant, Role, ScopeKind

if TYPE_CHECKING:
    from aiohttp import ClientSession

    from bot.program import App

PATIENCE_SECONDS: Final = 30
COHORT: Final = "Spring course"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast; `walks` on through the door and the profile alone."""

    name: str
    language: str
    country: str
    zone: str
    roles: tuple[Role, ...]
    walks: bool = True


CAST: Final = (
    Member("Kristín", "en", "IS", "Atlantic.Reykjavik", (Role.ADMINISTRATOR, Role.COORDINATOR)),
    Member("Maria", "en", "SE", "Europe.Stockholm", (Role.TUTOR,)),
    Member("Ingrid", "en", "SE", "Europe.Stockholm", (Role.ASSESSOR,)),
    Member("Jonas", "en", "SE", "Europe.Stockholm", (Role.ASSESSOR,)),
    Member("Nikos", "el", "GR", "Europe.Athens", (Role.TRAINEE,)),
    Member("Amina", "en", "SE", "Europe.Stockholm", (Role.TRAINEE,), walks=False),
)
ON_PAGE: Final = ("Amina", "Nikos", "Maria", "Kristín", "Ingrid", "Jonas")


async def set_up_cast(
    app: App, http: ClientSession, cast: Sequence[Member] = CAST
) -> Mapping[str, int]:
    """Bring in whoever is not there yet; after an interruption it goes on where it stopped.

    The ids of their phones by name.
    """
    phones = await _phones(http, {member.name: member for member in cast})
    cohort = await _cohort(app)
    for member in cast:
        person = phones[member.name]
        if not person["started"]:
            await _bring_in(app, http, member, person["id"], cohort)
        elif member.walks:
            await _walk(http, person["id"], member)
    return {member.name: phones[member.name]["id"] for member in cast}


async def _phones(http: ClientSession, cast: Mapping[str, Member]) -> dict[str, Any]:
    """The cast's phones by name, made in the order in which the page shows them."""
    there = {person["first_name"]: person for person in await _get(http, "phone/state", "people")}
    for name in (*ON_PAGE, *cast):
        if name in cast and name not in there:
            member = cast[name]
            body = {
                "first_name": name,
                "language_code": member.language,
                "note": str(member.roles[-1]),
            }
            async with http.post("phone/people", json=body) as answer:
                there[name] = await answer.json()
    return there


async def _cohort(app: App) -> int:
    now = app.services.clock.now()
    async with app.services.database.transaction() as session:
        for cohort in await cohorts.find_cohorts(session, [Grant(Role.ADMINISTRATOR)], limit=1):
            return cohort.id
        return await cohorts.add_cohort(
            session,
            name=COHORT,
            country="SE",
            sector=None,
            zone="Europe/Stockholm",
            starts_on=now.date(),
            ends_on=now.date() + timedelta(days=120),
            now=now,
        )


async def _bring_in(
    app: App, http: ClientSession, member: Member, person: int, cohort: int
) -> None:
    for role in member.roles:
        code = await _invitation(app, role, cohort)
        before = await _last(http, person)
        async with http.post(f"phone/people/{person}/open", json={"start": code}):
            await _changed(http, person, before)
        if member.walks:
            await _walk(http, person, member)


async def _invitation(app: App, role: Role, cohort: int) -> str:
    wide = role in (Role.ADMINISTRATOR, Role.COORDINATOR)
    kind, scope = (ScopeKind.PROGRAMME, None) if wide else (ScopeKind.COHORT, str(cohort))
    async with app.services.database.transaction() as session:
        now = app.services.clock.now()
        return await make_invitation(session, None, role, kind, scope, now=now)


async def _walk(http: ClientSession, person: int, member: Member) -> None:
    """Press on through language, consent and profile, until a screen is none of the door's."""
    wanted = (
        f"joining.language:{member.language}",
        "joining.agree:",
        f"joining.answer:country:{member.country}",
        f"joining.answer:zone:{member.zone}",
        "joining.answer:sector:public",
        "joining.answer:days:keep",
        "joining.answer:",
        "joining.ask:",
    )
    for _ in range(20):
        message = await _last(http, person)
        buttons = [b["callback_data"] for b in _buttons(message) if "callback_data" in b]
        chosen = next((b for want in wanted for b in buttons if b.startswith(want)), None)
        if chosen is None:
            return
        if _asks_elsewhere(buttons, member):
            path, body = "send", {"text": member.country}
        else:
            path, body = "press", {"message_id": message["message_id"], "data": chosen}
        async with http.post(f"phone/people/{person}/chats/{person}/{path}", json=body):
            await _changed(http, person, message)


def _asks_elsewhere(buttons: list[str], member: Member) -> bool:
    """Whether the country is asked on a page that does not show the member's."""
    countries = [b for b in buttons if b.startswith("joining.answer:country:")]
    return bool(countries) and f"joining.answer:country:{member.country}" not in countries


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


async def _get(http: ClientSession, path: str, name: str) -> Any:
    async with http.get(path) as answer:
        return (await answer.json())[name]


async def _last(http: ClientSession, person: int) -> dict[str, Any]:
    """The newest message of the chat; an empty one before the first."""
    async with http.get(f"phone/people/{person}/chats/{person}/messages?limit=1") as answer:
        messages = await answer.json()
    return messages[-1] if messages else {}


async def _changed(http: ClientSession, person: int, before: dict[str, Any]) -> None:
    """Until the bot has answered. Raises TimeoutError when it does not."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            message = await _last(http, person)
            if message != before and message.get("from", {}).get("id") != person:
                return
            await asyncio.sleep(0.03)
