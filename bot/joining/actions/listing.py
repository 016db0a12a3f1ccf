"""Lists of people: sent, looked through, made in one go, followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.joining.actions.inviting import (
    OFFERED_COHORTS,
    MadeAlready,
    cohort_of,
    country_of,
    link_of,
)
from bot.joining.lists import store
from bot.joining.lists.addresses import OpenList, OpenLists
from bot.joining.lists.reading import MOST_BYTES, Written, folded
from bot.joining.lists.rules import DAYS, Invitee, PeopleList, judge, without
from bot.joining.rules import (
    Invitation,
    InvitationKind,
    ScopeOffer,
    hash_of,
    invitable_roles,
    may_invite,
    new_code,
    scopes_of,
)
from bot.joining.screens.handing_out import HandedOut
from bot.joining.screens.inviting import Listed
from bot.kit.db import public_id
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.visit import Upload
from bot.people.rules import Grant, Person, Role

READ_TASK: Final = "joining.read_list"
WITH_A_LIST: Final = "document"


class NoList(Refusal):
    """What was sent is no file, or one of more than a megabyte."""

    words = "joining.list.no_file"


async def receive_list(
    session: AsyncSession, maker: Person, grant: Grant, upload: Upload | None, now: datetime
) -> None:
    """Have a file read beside the chat. Raises NoList, NotAllowed outside the maker's scope."""
    if upload is None or upload.kind != WITH_A_LIST or (upload.size or 0) > MOST_BYTES:
        raise NoList
    await _check_may_invite(session, maker, [grant])
    payload = {
        "person": maker.id,
        "file": upload.file_id,
        "role": str(grant.role),
        "kind": str(grant.scope_kind),
        "scope": grant.scope,
    }
    key = f"{READ_TASK}.{public_id()}"
    await queue_task(session, READ_TASK, payload, dedupe_key=key, run_after=now)


async def _check_may_invite(session: AsyncSession, maker: Person, grants: Sequence[Grant]) -> None:
    """A list names few different ones. Raises NotAllowed, NoSuchCohort."""
    for grant in dict.fromkeys(grants):
        country = await country_of(session, cohort_of(grant))
        if not may_invite(maker, grant, country):
            raise NotAllowed


async def keep_list(
    session: AsyncSession, maker: Person, grant: Grant, written: Sequence[Written], now: datetime
) -> PeopleList:
    """Look a list through and keep it until its invitations are made or it is dropped."""
    groups = await cohorts.find_cohorts(session, scopes_of(maker), limit=OFFERED_COHORTS)
    named: dict[str, list[str]] = {}
    for group in groups:
        named.setdefault(folded(group.name), []).append(str(group.id))
    people, faults = judge(written, grant, named, invitable_roles(maker))
    people, known = without(people, await store.find_known(session, maker.id, people))
    faults = sorted((*faults, *known), key=lambda fault: fault.line)
    public = await store.add_list(session, maker.id, people, faults, now)
    return await load_list(session, maker, public)


async def count_by_grant(
    session: AsyncSession, people: Sequence[Invitee]
) -> list[tuple[Role, ScopeOffer, int]]:
    """How many become what, the most first."""
    counted = Counter(one.grant for one in people).most_common()
    names = await _names(session, people)
    return [(grant.role, _offer(grant, names), n) for grant, n in counted]


async def _names(session: AsyncSession, people: Sequence[Invitee]) -> dict[int, str]:
    ids = {cohort_of(one.grant) for one in people} - {None}
    return await cohorts.find_names(session, [number for number in ids if number])


def _offer(grant: Grant, names: dict[int, str]) -> ScopeOffer:
    return ScopeOffer(grant.scope_kind, grant.scope, names.get(cohort_of(grant) or 0, ""))


async def load_list(session: AsyncSession, maker: Person, public: str) -> PeopleList:
    """Raises ScreenOutdated where it is gone or not one's own."""
    found = await store.find_list(session, maker.id, public)
    if found is None:
        raise ScreenOutdated(instead=OpenLists())
    return found


async def make_list(
    session: AsyncSession, maker: Person, public: str, bot_name: str, now: datetime
) -> list[HandedOut]:
    """All invitations of a list in one go, with links that are seen this once.

    Raises ScreenOutdated where the list is gone or not one's own, MadeAlready, and NotAllowed where
    the maker's scope is smaller by now.
    """
    found = await load_list(session, maker, public)
    if not await store.mark_made(session, found.id, now):
        raise MadeAlready(instead=OpenList(public))
    people = await store.find_people(session, found.id)
    if not people:
        raise ScreenOutdated(instead=OpenLists())
    await _check_may_invite(session, maker, [one.grant for one in people])
    made = [(one, _invitation(one, maker, now), new_code()) for one in people]
    await store.add_invitations(session, [(i, hash_of(code)) for _, i, code in made])
    return await _handed_out(session, maker, made, bot_name)


async def renew_list(
    session: AsyncSession, maker: Person, public: str, renewed: int, bot_name: str, now: datetime
) -> list[HandedOut]:
    """New links for all who have not joined; those before let nobody in any more.

    `renewed` is how often that was done before, so that a second press makes no second ones.
    Raises ScreenOutdated where nobody is still to come, MadeAlready, NotAllowed.
    """
    found = await load_list(session, maker, public)
    people = await store.find_missing(session, found.id)
    if not people:
        raise ScreenOutdated(instead=OpenList(public))
    if not await store.mark_renewed(session, found.id, renewed):
        raise MadeAlready(instead=OpenList(public))
    await _check_may_invite(session, maker, [one.grant for one in people])
    made = [(one, _invitation(one, maker, now), new_code()) for one in people]
    hashes = [(one.public_id, hash_of(code)) for one, _, code in made]
    await store.renew_all(session, hashes, now + timedelta(days=DAYS))
    return await _handed_out(session, maker, made, bot_name)


async def take_back_list(
    session: AsyncSession, maker: Person, public: str, now: datetime
) -> PeopleList:
    """Close all invitations that nobody has joined with. Raises ScreenOutdated."""
    found = await load_list(session, maker, public)
    if found.made_at is not None:
        await store.take_back(session, found.id, now)
    return found


def _invitation(one: Invitee, maker: Person, now: datetime) -> Invitation:
    ends = now + timedelta(days=DAYS)
    return Invitation(
        0, InvitationKind.PERSONAL, one.grant, cohort_of(one.grant), 1, ends, None, maker.id, now,
        public_id=one.public_id,
    )  # fmt: skip


async def _handed_out(
    session: AsyncSession,
    maker: Person,
    made: Sequence[tuple[Invitee, Invitation, str]],
    bot_name: str,
) -> list[HandedOut]:
    names = await _names(session, [one for one, _, _ in made])
    return [
        HandedOut(
            Listed(invitation, _offer(one.grant, names)), link_of(bot_name, code), one.language,
            maker.zone, one.name or "", str(one.line),
        )
        for one, invitation, code in made
    ]  # fmt: skip
