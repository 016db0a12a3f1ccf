"""What is decided beside the judgement needs a reason, and stays on record; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.judging.actions import asking, coordinating, declaring, lifting, waiving
from bot.judging.actions.refusals import (
    JudgesHere,
    OwnConflict,
    PlaceTaken,
    ReasonMissing,
    TooLong,
)
from bot.judging.rules.desk import Waivers
from bot.judging.rules.rounds import Place, State
from bot.judging.rules.separation import Conflict
from bot.judging.store import conflicts, lists, separation
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Grant, Person, Role, ScopeKind
from tests.evidence.conftest import NOW, words_of
from tests.judging.conftest import ALONE, PAIRED, Panel

WHY = "Nobody else judges in Sweden until January."


@pytest.fixture
async def carla(panel: Panel) -> Person:
    return await panel.join("Carla", Grant(Role.COORDINATOR))


@pytest.mark.parametrize("nothing", ["", "  \n "])
async def test_a_second_assessor_is_not_waived_without_a_reason(
    panel: Panel, session: AsyncSession, carla: Person, nothing: str
) -> None:
    panel.terms = PAIRED
    await panel.assessor("Ingrid")
    public = (await panel.ask(await panel.trainee())).round.public_id
    with pytest.raises(ReasonMissing):
        await waiving.waive_second(session, carla, public, nothing, PAIRED, NOW)
    with pytest.raises(TooLong):
        await waiving.waive_second(session, carla, public, "x" * 601, PAIRED, NOW)
    assert (await waiving.prepare_waiver(session, carla, public, NOW)).round.second


async def test_the_reason_stays_with_the_round_and_counts(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    panel.terms = PAIRED
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    await panel.ask(await panel.trainee("Bea"))
    await waiving.waive_second(session, carla, round_.public_id, f" {WHY} ", PAIRED, NOW)
    with pytest.raises(ScreenOutdated):
        await waiving.waive_second(session, carla, round_.public_id, "Again.", PAIRED, NOW)
    await panel.judge(ingrid, await panel.part(round_))
    desk = await coordinating.open_desk(session, carla, round_.public_id, NOW)
    assert (desk.round.state, desk.round.waiver, desk.waiver_by) == (State.JUDGED, WHY, "Carla")
    assert await lists.count_waivers(session, carla, NOW) == Waivers(1, 2)
    found = await lists.find_waived(session, carla, NOW, limit=9, offset=0)
    assert [(one.candidate, one.by, one.round.waiver) for one in found] == [("Amina", "Carla", WHY)]
    far = await panel.join("Far", Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "IS"))
    assert await lists.count_waivers(session, far, NOW) == Waivers(0, 0)


async def test_who_has_a_part_in_the_round_does_not_waive_the_other(
    panel: Panel, session: AsyncSession
) -> None:
    panel.terms = PAIRED
    both = await panel.join("Carla", Grant(Role.COORDINATOR), Grant(Role.ASSESSOR))
    public = (await panel.ask(await panel.trainee())).round.public_id
    with pytest.raises(JudgesHere):
        await waiving.waive_second(session, both, public, WHY, PAIRED, NOW)
    dora = await panel.join("Dora", Grant(Role.ADMINISTRATOR))
    assert not (await waiving.waive_second(session, dora, public, WHY, PAIRED, NOW)).round.second


async def test_what_a_second_has_signed_is_not_waived(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    panel.terms = PAIRED
    names = {one.id: one for one in [await panel.assessor(name) for name in "AB"]}
    round_ = (await panel.ask(await panel.trainee())).round
    second = await panel.part(round_, Place.SECOND)
    await panel.judge(names[second.assessor_id or 0], second)
    with pytest.raises(PlaceTaken):
        await waiving.waive_second(session, carla, round_.public_id, WHY, PAIRED, NOW)


async def test_a_new_first_assessor_gets_a_second_one_all_the_same(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    panel.terms = PAIRED
    await panel.assessor("Ingrid")
    round_ = (await panel.ask(await panel.trainee())).round
    public, first = round_.public_id, await panel.part(round_)
    await waiving.waive_second(session, carla, public, WHY, PAIRED, NOW)
    jon = await panel.assessor("Jon")
    desk = await coordinating.assign_by_hand(
        session, carla, public, Place.FIRST, jon.public_id, first.id, PAIRED, NOW
    )
    assert (desk.round.second, desk.round.waiver, desk.round.waived_at) == (True, None, None)


async def declared(panel: Panel, ingrid: Person, amina: Person) -> int:
    """The id of a conflict that Ingrid declares with Amina."""
    session = panel.session
    await declaring.declare_beforehand(
        session, ingrid, amina.public_id, Conflict.FAMILY, "Choir.", ALONE, NOW
    )
    carla = await panel.join("Someone", Grant(Role.COORDINATOR))
    (found,) = await conflicts.find_holding(session, carla, limit=9, offset=0)
    assert (found.assessor, found.trainee, found.note) == ("Ingrid", "Amina", "Choir.")
    return found.id


async def test_a_conflict_declared_by_mistake_is_lifted_and_the_assessor_told(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    number = await declared(panel, ingrid, amina)
    assert (await panel.as_it_is(round_)).lacks == Place.FIRST
    with pytest.raises(ReasonMissing):
        await lifting.lift_conflict(session, carla, number, " ", ALONE, NOW)
    await lifting.lift_conflict(session, carla, number, "It was another Amina.", ALONE, NOW)
    with pytest.raises(ScreenOutdated):
        await lifting.lift_conflict(session, carla, number, "Again.", ALONE, NOW)
    assert await separation.find_conflicted(session, amina.id) == frozenset()
    assert await conflicts.count_holding(session, carla) == 0
    assert await conflicts.find_declared(session, ingrid.id, limit=9, offset=0) == []
    (told,) = await panel.told("judging.lifted")
    assert "It was another Amina." in await words_of(session, told)
    assert (await panel.part(round_)).assessor_id == ingrid.id


async def test_what_was_lifted_is_declared_anew(
    panel: Panel, session: AsyncSession, carla: Person
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    number = await declared(panel, ingrid, amina)
    await lifting.lift_conflict(session, carla, number, "It was another Amina.", ALONE, NOW)
    await declared(panel, ingrid, amina)
    assert (await panel.ask(amina)).round.lacks == Place.FIRST
    shown = await asking.prepare(session, amina, "1.1")
    assert shown.open_round is not None


async def test_nobody_lifts_their_own_or_one_out_of_scope(
    panel: Panel, session: AsyncSession
) -> None:
    amina = await panel.trainee()
    ingrid = await panel.join("Ingrid", Grant(Role.ASSESSOR), Grant(Role.COORDINATOR))
    number = await declared(panel, ingrid, amina)
    with pytest.raises(OwnConflict):
        await lifting.lift_conflict(session, ingrid, number, "A mistake.", ALONE, NOW)
    far = await panel.join("Far", Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "IS"))
    for somebody, what in ((far, number), (ingrid, number + 1)):
        with pytest.raises(ScreenOutdated):
            await lifting.prepare_lifting(session, somebody, what)


@pytest.mark.parametrize(
    ("waived", "wanted", "percent"),
    [(0, 0, 0), (0, 9, 0), (1, 900, 1), (899, 900, 99), (3, 3, 100)],
)
def test_the_share_hides_neither_the_one_nor_the_rest(
    waived: int, wanted: int, percent: int
) -> None:
    assert Waivers(waived, wanted).percent == percent
