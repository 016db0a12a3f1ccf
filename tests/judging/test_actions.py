"""Asking, judging and what comes of it, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.verdicts import Verdict
from bot.evidence.actions import handing_in, reviewing
from bot.judging.actions import asking, assessing, declaring, reading
from bot.judging.actions.refusals import (
    AlreadyOpened,
    AlreadyResponded,
    AlreadySigned,
    NothingHandedIn,
    NotWhole,
    SomebodySigned,
    TooLong,
)
from bot.judging.addresses import OpenWork
from bot.judging.rules.rounds import Place, Stage, State
from bot.judging.rules.separation import Conflict
from bot.judging.rules.waiting import Terms
from bot.judging.store import assignments, separation
from bot.kit.refusals import ScreenOutdated
from bot.kit.text import text
from bot.people.rules import Grant, Role
from tests.evidence.conftest import NOW
from tests.judging.conftest import ALONE, PAIRED, Panel

MET, PARTLY, NOT_YET = Verdict.MET, Verdict.PARTLY, Verdict.NOT_YET


async def test_a_round_holds_the_versions_that_were_handed_in_then(
    panel: Panel, session: AsyncSession
) -> None:
    amina, greta = await panel.trainee(), await panel.join("Greta", Grant(Role.TUTOR))
    await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    piece = (await asking.prepare(session, amina, "1.1")).frozen[0]
    public = (await panel.as_it_is(round_)).public_id
    own = (await reviewing.reviews.find_queue(session, greta, limit=9, offset=0))[0]
    await reviewing.give_feedback(session, greta, own.piece.public_id, 1, text("More."), None, NOW)
    await handing_in.begin_version(session, amina, own.piece.public_id, 1, NOW)
    await panel.write(amina, own.piece.public_id, "A later thought.", 11)
    await panel.confirm_all(amina, own.piece.public_id)
    await handing_in.submit_piece(session, amina, own.piece.public_id, 2, NOW)
    shown = await asking.open_round(session, amina, public)
    assert [(p.frozen.piece_id, p.frozen.version) for p in shown.parts] == [(piece.piece_id, 1)]
    assert len(shown.parts[0].frozen.entries) == 1


async def test_asking_twice_is_one_round(panel: Panel, session: AsyncSession) -> None:
    amina = await panel.trainee()
    first = await panel.ask(amina)
    again = await asking.ask(session, amina, "1.1", 1, ALONE, NOW)
    assert again.round.id == first.round.id
    assert len(await panel.told("judging.assigned")) == 0


async def test_there_has_to_be_evidence(panel: Panel, session: AsyncSession) -> None:
    amina = await panel.join("Amina", Grant(Role.TRAINEE))
    await panel.begin(amina, "1.1")
    with pytest.raises(NothingHandedIn):
        await asking.ask(session, amina, "1.1", 1, ALONE, NOW)


async def test_an_old_button_asks_for_no_further_round(panel: Panel, session: AsyncSession) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    await panel.judge(ingrid, await panel.part(round_), NOT_YET)
    with pytest.raises(ScreenOutdated):
        await asking.ask(session, amina, "1.1", 1, ALONE, NOW)


async def test_a_result_is_told_with_its_reasons_and_answered_once(
    panel: Panel, session: AsyncSession
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    await panel.judge(ingrid, await panel.part(round_), MET, PARTLY)
    done = await panel.as_it_is(round_)
    assert (done.state, done.unread, len(done.met)) == (State.JUDGED, True, 4)
    assert len(await panel.told("judging.judged")) == 1
    shown = await asking.open_round(session, amina, done.public_id)
    assert shown.reasons[1].assessor == "Ingrid"
    with pytest.raises(TooLong):
        await asking.respond(session, amina, done.public_id, "x" * 601, NOW)
    answered = await asking.respond(session, amina, done.public_id, "Page 5.", NOW)
    assert (answered.round.response, answered.round.unread) == ("Page 5.", False)
    with pytest.raises(AlreadyResponded):
        await asking.respond(session, amina, done.public_id, "And page 6.", NOW)
    assert len(await panel.told("judging.response")) == 1


async def test_signing_twice_signs_once_and_nothing_changes_after_it(
    panel: Panel, session: AsyncSession
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    part = await panel.part((await panel.ask(amina)).round)
    await panel.judge(ingrid, part)
    again = await assessing.sign(session, ingrid, part.public_id, ALONE, NOW)
    assert again is not None
    assert again.assignment.stage is Stage.SIGNED
    assert len(await panel.told("judging.judged")) == 1
    with pytest.raises(AlreadySigned):
        await assessing.set_mark(session, ingrid, part.public_id, 0, NOT_YET, NOW)
    with pytest.raises(AlreadySigned):
        await assessing.write_comment(session, ingrid, part.public_id, 0, "No.", NOW)
    with pytest.raises(AlreadySigned):
        await declaring.declare_conflict(
            session, ingrid, part.public_id, Conflict.OTHER, "Late.", ALONE, NOW
        )


async def test_nothing_is_signed_without_a_reason_for_what_is_not_met(
    panel: Panel, session: AsyncSession
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    public = (await panel.part((await panel.ask(amina)).round)).public_id
    await declaring.declare_none(session, ingrid, public, ALONE, NOW)
    for position in range(5):
        await assessing.set_mark(session, ingrid, public, position, PARTLY, NOW)
    with pytest.raises(NotWhole):
        await assessing.sign(session, ingrid, public, ALONE, NOW)
    with pytest.raises(TooLong):
        await assessing.write_comment(session, ingrid, public, 0, "x" * 601, NOW)
    with pytest.raises(ScreenOutdated):
        await assessing.set_mark(session, ingrid, public, 5, MET, NOW)


async def test_two_judge_without_seeing_each_other_and_a_third_decides(
    panel: Panel, session: AsyncSession
) -> None:
    panel.terms = PAIRED
    amina = await panel.trainee()
    names = {one.id: one for one in [await panel.assessor(name) for name in "ABC"]}
    round_ = (await panel.ask(amina)).round
    first, second = await panel.parts(round_)
    one, two = names[first.assessor_id or 0], names[second.assessor_id or 0]
    await panel.judge(one, first, MET, PARTLY)
    blind = await declaring.declare_none(session, two, second.public_id, PAIRED, NOW)
    assert blind is not None
    assert (blind.others, blind.verdicts) == ((), {})
    await panel.judge(two, second, MET, NOT_YET)
    third = await panel.part(round_, Place.THIRD)
    assert third.assessor_id not in {one.id, two.id}
    three = names[third.assessor_id or 0]
    work = await declaring.declare_none(session, three, third.public_id, PAIRED, NOW)
    assert work is not None
    assert work.criteria == ("1.1.c2",)
    assert {(r.assessor, r.mark) for r in work.others} == {("", PARTLY), ("", NOT_YET)}
    await panel.judge(three, third, PARTLY)
    done = await panel.as_it_is(round_)
    assert done.result["1.1.c2"] is PARTLY
    assert [r.place for r in (await asking.show(session, done)).reasons if "c2" in r.criterion] == [
        Place.THIRD,
        Place.FIRST,
    ]


async def test_what_two_agree_on_needs_no_third(panel: Panel) -> None:
    panel.terms = PAIRED
    amina = await panel.trainee()
    names = {one.id: one for one in [await panel.assessor(name) for name in "ABC"]}
    round_ = (await panel.ask(amina)).round
    for part in await panel.parts(round_):
        await panel.judge(names[part.assessor_id or 0], part, NOT_YET)
    assert (await panel.as_it_is(round_)).state is State.JUDGED
    assert len(await panel.parts(round_)) == 2


async def test_a_new_assessor_is_seconded_three_times_then_by_lot(panel: Panel) -> None:
    panel.terms = Terms(14, 1e-9)
    names = {one.id: one for one in [await panel.assessor("Ingrid"), await panel.assessor("Jon")]}
    for n in range(4):
        round_ = (await panel.ask(await panel.trainee(f"Trainee {n}"))).round
        parts = await panel.parts(round_)
        assert len(parts) == (2 if n < 3 else 1)
        for part in parts:
            await panel.judge(names[part.assessor_id or 0], part)


async def test_whoever_tutored_somebody_is_not_given_them(
    panel: Panel, session: AsyncSession
) -> None:
    both = [Grant(Role.TUTOR), Grant(Role.ASSESSOR)]
    greta, amina = await panel.join("Greta", *both), await panel.trainee()
    own = (await reviewing.reviews.find_queue(session, greta, limit=9, offset=0))[0]
    public = own.piece.public_id
    await reviewing.give_feedback(session, greta, public, 1, text("More."), None, NOW)
    assert await separation.find_tutors_of(session, amina.id) == {greta.id}
    round_ = (await panel.ask(amina)).round
    assert (round_.lacks, await panel.parts(round_)) == (Place.FIRST, [])


async def test_whoever_tutors_meanwhile_cannot_sign(panel: Panel, session: AsyncSession) -> None:
    both = [Grant(Role.TUTOR), Grant(Role.ASSESSOR)]
    greta, amina = await panel.join("Greta", *both), await panel.trainee()
    round_ = (await panel.ask(amina)).round
    part = await panel.part(round_)
    jon = await panel.assessor("Jon")
    await declaring.declare_none(session, greta, part.public_id, ALONE, NOW)
    for position in range(5):
        await assessing.set_mark(session, greta, part.public_id, position, MET, NOW)
    own = (await reviewing.reviews.find_queue(session, greta, limit=9, offset=0))[0]
    public = own.piece.public_id
    await reviewing.give_feedback(session, greta, public, 1, text("More."), None, NOW)
    with pytest.raises(ScreenOutdated):
        await assessing.open_work(session, greta, part.public_id, NOW)
    with pytest.raises(ScreenOutdated):
        await assessing.set_mark(session, greta, part.public_id, 0, NOT_YET, NOW)
    assert await assessing.sign(session, greta, part.public_id, ALONE, NOW) is None
    assert (await panel.part(round_)).assessor_id == jon.id
    assert len(await assignments.find_verdicts(session, part.id)) == 5


@pytest.mark.parametrize("declared", [False, True])
async def test_whoever_tutors_meanwhile_reads_nothing_and_it_goes_on(
    panel: Panel, session: AsyncSession, declared: bool
) -> None:
    both = [Grant(Role.TUTOR), Grant(Role.ASSESSOR)]
    greta, amina = await panel.join("Greta", *both), await panel.trainee()
    round_ = (await panel.ask(amina)).round
    part, jon = await panel.part(round_), await panel.assessor("Jon")
    if declared:
        await declaring.declare_none(session, greta, part.public_id, ALONE, NOW)
    own = (await reviewing.reviews.find_queue(session, greta, limit=9, offset=0))[0]
    await reviewing.give_feedback(session, greta, own.piece.public_id, 1, text("More."), None, NOW)
    with pytest.raises(ScreenOutdated) as refused:
        await reading.open_evidence(session, greta, part.public_id, NOW)
    assert refused.value.instead == OpenWork(part.public_id)
    assert await assessing.come_to(session, greta, part.public_id, ALONE, NOW) is None
    assert (await panel.part(round_)).assessor_id == jon.id
    with pytest.raises(ScreenOutdated):
        await assessing.come_to(session, greta, part.public_id, ALONE, NOW)


async def test_whoever_tutors_meanwhile_cannot_end_the_round_either(
    panel: Panel, session: AsyncSession
) -> None:
    both = [Grant(Role.TUTOR), Grant(Role.ASSESSOR)]
    greta, amina = await panel.join("Greta", *both), await panel.trainee()
    round_ = (await panel.ask(amina)).round
    part, jon = await panel.part(round_), await panel.assessor("Jon")
    await declaring.declare_none(session, greta, part.public_id, ALONE, NOW)
    own = (await reviewing.reviews.find_queue(session, greta, limit=9, offset=0))[0]
    await reviewing.give_feedback(session, greta, own.piece.public_id, 1, text("More."), None, NOW)
    said = await assessing.return_round(session, greta, part.public_id, "More.", ALONE, NOW)
    assert said is None
    assert (await panel.part(round_)).assessor_id == jon.id
    assert (await panel.as_it_is(round_)).is_waiting


async def test_nobody_judges_themselves(panel: Panel, session: AsyncSession) -> None:
    both = await panel.join("Both", Grant(Role.TRAINEE), Grant(Role.ASSESSOR))
    await panel.hand_in(both)
    assert (await panel.ask(both)).round.lacks == Place.FIRST


async def test_a_declared_conflict_moves_all_that_is_open_and_holds_for_later(
    panel: Panel, session: AsyncSession
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    part = await panel.part(round_)
    await declaring.declare_none(session, ingrid, part.public_id, ALONE, NOW)
    jon = await panel.assessor("Jon")
    await declaring.declare_conflict(
        session, ingrid, part.public_id, Conflict.FAMILY, "Choir.", ALONE, NOW
    )
    assert (await panel.part(round_)).assessor_id == jon.id
    with pytest.raises(ScreenOutdated):
        await assessing.open_work(session, ingrid, part.public_id, NOW)
    await declaring.declare_beforehand(
        session, jon, amina.public_id, Conflict.EMPLOYER, "Same team.", ALONE, NOW
    )
    assert (await panel.as_it_is(round_)).lacks == Place.FIRST
    assert await separation.find_conflicted(session, amina.id) == {ingrid.id, jon.id}


async def test_who_opened_evidence_counts_as_having_judged(
    panel: Panel, session: AsyncSession
) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    part = await panel.part((await panel.ask(amina)).round)
    assert await separation.find_assessors_of(session, amina.id) == frozenset()
    await declaring.declare_none(session, ingrid, part.public_id, ALONE, NOW)
    assert await separation.find_assessors_of(session, amina.id) == {ingrid.id}


async def test_it_is_withdrawn_until_it_is_opened(panel: Panel, session: AsyncSession) -> None:
    amina, ingrid = await panel.trainee(), await panel.assessor("Ingrid")
    round_ = (await panel.ask(amina)).round
    await asking.withdraw(session, amina, round_.public_id, NOW)
    again = await asking.withdraw(session, amina, round_.public_id, NOW)
    assert again.round.state is State.WITHDRAWN
    assert await panel.parts(round_) == []
    second = (await panel.ask(amina)).round
    part = await panel.part(second)
    await declaring.declare_none(session, ingrid, part.public_id, ALONE, NOW)
    with pytest.raises(AlreadyOpened):
        await asking.withdraw(session, amina, second.public_id, NOW)


async def test_a_round_goes_back_until_somebody_has_signed(
    panel: Panel, session: AsyncSession
) -> None:
    panel.terms = PAIRED
    amina = await panel.trainee()
    names = {one.id: one for one in [await panel.assessor(name) for name in "AB"]}
    first, second = await panel.parts((await panel.ask(amina)).round)
    one, two = names[first.assessor_id or 0], names[second.assessor_id or 0]
    await panel.judge(one, first)
    await declaring.declare_none(session, two, second.public_id, PAIRED, NOW)
    with pytest.raises(SomebodySigned):
        await assessing.return_round(session, two, second.public_id, "Whose words?", ALONE, NOW)


async def test_what_is_returned_ends_for_everybody(panel: Panel, session: AsyncSession) -> None:
    panel.terms = PAIRED
    amina = await panel.trainee()
    names = {one.id: one for one in [await panel.assessor(name) for name in "AB"]}
    round_ = (await panel.ask(amina)).round
    first, _second = await panel.parts(round_)
    one = names[first.assessor_id or 0]
    await declaring.declare_none(session, one, first.public_id, PAIRED, NOW)
    await assessing.return_round(session, one, first.public_id, "Whose words?", ALONE, NOW)
    assert await panel.parts(round_) == []
    assert (await panel.as_it_is(round_)).note == "Whose words?"
    assert len(await panel.told("judging.returned")) == 1
    assert len(await panel.told("judging.ended")) == 1
