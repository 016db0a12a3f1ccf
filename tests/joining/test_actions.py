"""Invitations made, opened and taken, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.joining import store
from bot.joining.actions import entering as actions
from bot.joining.actions.entering import (
    CodeExpired,
    CodeFull,
    CodeRevoked,
    CodeUsed,
    TooManyGuesses,
    WrongCode,
)
from bot.joining.actions.inviting import (
    MadeAlready,
    NoSuchCohort,
    make_invitation,
    revoke_invitation,
)
from bot.joining.rules import InvitationKind
from bot.kit.db import Database
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.people.tables import ConsentRow

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def new_cohort(session: AsyncSession, country: str = "SE") -> int:
    return await cohorts.add_cohort(
        session,
        name="Autumn",
        country=country,
        sector=None,
        zone="Europe/Stockholm",
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 1, 31),
        now=NOW,
    )


async def let_in(session: AsyncSession, telegram_id: int, code: str) -> Person:
    await actions.open_invitation(session, telegram_id, code, NOW)
    await actions.choose_language_at_the_door(session, telegram_id, "el", NOW)
    number = await actions.agree(session, telegram_id, "Ελένη", CONSENT_VERSION, NOW)
    return await people.load_person(session, number)


async def test_whoever_agrees_is_in_with_role_cohort_and_zone(database: Database) -> None:
    async with database.transaction() as session:
        cohort = await new_cohort(session)
        grant = Grant(Role.TRAINEE, ScopeKind.COHORT, str(cohort))
        code = await make_invitation(
            session, None, grant.role, grant.scope_kind, grant.scope, now=NOW
        )
        eleni = await let_in(session, 8_000_000_001, code)
        assert eleni.grants == {grant}
        assert (eleni.language, eleni.zone, eleni.name) == ("el", "Europe/Stockholm", "Ελένη")
        assert await cohorts.find_cohort_ids(session, [eleni.id]) == {eleni.id: {cohort}}
        assert await store.find_entry(session, eleni.telegram_id) is None


async def test_agreeing_twice_makes_one_person(database: Database) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        first = await let_in(session, 7, code)
        assert await actions.agree(session, 7, "Ελένη", CONSENT_VERSION, NOW) == first.id
        decided = await session.execute(select(func.count()).select_from(ConsentRow))
        assert decided.scalar_one() == 1


async def test_nothing_but_account_language_and_invitation_is_stored_before_consent(
    database: Database,
) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        entry = await actions.open_invitation(session, 7, code, NOW)
        assert (entry.telegram_id, entry.language) == (7, None)
        assert await people.find_person_of_chat(session, 7) is None


async def refused(session: AsyncSession, code: str, now: datetime = NOW) -> type[Refusal]:
    with pytest.raises(Refusal) as refusal:
        await actions.open_invitation(session, 9, code, now)
    return refusal.type


async def test_five_codes_five_refusals(database: Database) -> None:
    async with database.transaction() as session:
        maker = await let_in(
            session, 1, await make_invitation(session, None, Role.ADMINISTRATOR, now=NOW)
        )
        many = {"kind": InvitationKind.COHORT, "quota": 1, "expires_at": NOW + DAY, "now": NOW}
        used = await make_invitation(session, maker, Role.TUTOR, now=NOW)
        full, old, shut = [
            await make_invitation(session, maker, Role.TRAINEE, **many) for _ in range(3)
        ]
        await let_in(session, 2, used)
        await let_in(session, 3, full)
        newest = (await store.find_invitations_by(session, maker.id, 1, 0))[0]
        await revoke_invitation(session, maker, newest.public_id, NOW)
        assert await refused(session, "nonsense") is WrongCode
        assert await refused(session, used) is CodeUsed
        assert await refused(session, full) is CodeFull
        assert await refused(session, old, NOW + DAY) is CodeExpired
        assert await refused(session, shut) is CodeRevoked


async def test_two_who_opened_the_last_place_do_not_both_get_it(database: Database) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        await actions.open_invitation(session, 1, code, NOW)
        await actions.open_invitation(session, 2, code, NOW)
        await actions.agree(session, 1, "Ana", CONSENT_VERSION, NOW)
        with pytest.raises(CodeUsed):
            await actions.agree(session, 2, "Bo", CONSENT_VERSION, NOW)


async def test_a_place_is_taken_in_the_database_whatever_was_read_before(
    database: Database,
) -> None:
    async with database.transaction() as session:
        await make_invitation(session, None, Role.TUTOR, expires_at=NOW + DAY, now=NOW)
        assert not await store.take_place(session, 1, NOW + DAY)
        assert await store.take_place(session, 1, NOW)
        assert not await store.take_place(session, 1, NOW)


async def test_after_a_few_guesses_even_the_right_code_has_to_wait(database: Database) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        for _ in range(3):
            assert await refused(session, "guess") is WrongCode
            await actions.count_wrong_code(session, 9, NOW)
        assert await refused(session, code) is TooManyGuesses
        later = NOW + timedelta(seconds=31)
        assert (await actions.open_invitation(session, 9, code, later)).telegram_id == 9
        assert (await actions.open_invitation(session, 10, code, NOW)).telegram_id == 10


async def test_a_member_who_opens_another_invitation_gets_its_role_too(
    database: Database,
) -> None:
    async with database.transaction() as session:
        tutor = await let_in(session, 1, await make_invitation(session, None, Role.TUTOR, now=NOW))
        code = await make_invitation(session, None, Role.COORDINATOR, now=NOW)
        got = await actions.join_further(session, tutor, code, NOW)
        assert got is not None
        tutor = await people.load_person(session, tutor.id)
        assert tutor.roles == {Role.TUTOR, Role.COORDINATOR}
        assert await actions.join_further(session, tutor, code, NOW) is None


async def test_a_coordinator_invites_into_own_cohorts_only(database: Database) -> None:
    async with database.transaction() as session:
        mine, other = await new_cohort(session), await new_cohort(session, "DE")
        to_sweden = await make_invitation(
            session, None, Role.COORDINATOR, ScopeKind.COUNTRY, "SE", now=NOW
        )
        carl = await let_in(session, 1, to_sweden)
        trainee = (Role.TRAINEE, ScopeKind.COHORT)
        assert await make_invitation(session, carl, *trainee, str(mine), now=NOW)
        with pytest.raises(NotAllowed):
            await make_invitation(session, carl, *trainee, str(other), now=NOW)
        with pytest.raises(NoSuchCohort):
            await make_invitation(session, carl, *trainee, "999", now=NOW)


async def test_only_the_maker_revokes(database: Database) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.ADMINISTRATOR, public="nobodys", now=NOW)
        carl = await let_in(session, 1, code)
        with pytest.raises(ScreenOutdated):
            await revoke_invitation(session, carl, "nobodys", NOW)


async def test_an_invitation_of_one_public_id_is_made_once(database: Database) -> None:
    async with database.transaction() as session:
        await make_invitation(session, None, Role.TUTOR, public="one", now=NOW)
        with pytest.raises(MadeAlready):
            await make_invitation(session, None, Role.TUTOR, public="one", now=NOW)


async def test_declining_is_recorded_and_leaves_the_door_open(database: Database) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        await actions.open_invitation(session, 7, code, NOW)
        await actions.decline(session, 7, "sv", NOW)
        entry = await store.find_entry(session, 7)
        assert entry is not None
        assert entry.declined
        assert await people.find_person_of_chat(session, 7) is None
        assert await actions.agree(session, 7, "Ana", CONSENT_VERSION, NOW)


async def test_withdrawn_consent_closes_the_gate_until_it_is_given_again(
    database: Database,
) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        ana = await let_in(session, 7, code)
        await actions.withdraw_consent(session, ana, NOW)
        assert (await people.load_person(session, ana.id)).consent_version == 0
        await actions.agree(session, 7, "Ana", CONSENT_VERSION, NOW)
        assert (await people.load_person(session, ana.id)).consent_version == CONSENT_VERSION


async def test_consent_to_an_older_text_counts_for_nothing(database: Database) -> None:
    async with database.transaction() as session:
        code = await make_invitation(session, None, Role.TUTOR, now=NOW)
        await actions.open_invitation(session, 7, code, NOW)
        with pytest.raises(ScreenOutdated):
            await actions.agree(session, 7, "Ana", CONSENT_VERSION - 1, NOW)
