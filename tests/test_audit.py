"""Everything that is logged, done on phones: no row says anything about anybody by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import places
from bot.cohorts.addresses import MoveDates
from bot.kit.audit import store
from bot.kit.audit.rules import Action, Row
from bot.kit.audit.verify import verify
from bot.lists.addresses import WriteTo
from bot.lists.rules.entries import Why
from bot.meetings.addresses import OpenAttendance
from bot.people.rules import Role
from bot.privacy.addresses import ConfirmErasure, HoldBack, MakeExport
from bot.tutoring.addresses import CloseQuestion
from bot.witnesses.actions.answering import erase_witness
from bot.witnesses.store import requests
from tests.broadcasts.composing import sends
from tests.evidence.ways import begins, hands_in, written
from tests.joining.test_journey import invite
from tests.joining.ways import moves_and_objects
from tests.judging import ways as judging
from tests.meetings import ways as meetings
from tests.people import Cast, Phone, Stage
from tests.staffrooms.groups import Room
from tests.standardisation.ways import assessor, closes, opens, signs
from tests.witnesses.ways import asks, has_pages

SAID = (
    "Amina",
    "Greta",
    "Carla",
    "Dora",
    "Ingrid",
    "Petra",
    "cousin",
    "honestly",
    "Friday",
    "salary",
)


async def rows_of(stage: Stage) -> list[Row]:
    async with stage.app.services.database.reading() as session:
        return [Row(*row) async for page in store.pages(session) for row in page]


async def actions_of(stage: Stage) -> list[str]:
    return [row.action for row in await rows_of(stage)]


async def who(stage: Stage, phone: Phone) -> str | None:
    person = await Cast(stage).person(phone)
    async with stage.app.services.database.reading() as session:
        return await store.find_pseudonym(session, person.id)


async def hands_in_a_text(amina: Phone) -> None:
    await begins(amina)
    await amina.writes("My cousin looks for work.")
    await amina.presses("Done")
    await amina.presses("Line of context")
    await amina.writes("Written honestly")
    await amina.presses("What it shows")
    await amina.presses("Choose: knowledge")
    await amina.presses("Back")
    await hands_in(amina)


async def test_a_tutors_looks_and_feedback_are_logged_and_the_trainees_own_are_not(
    stage: Stage, cast: Cast
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await hands_in_a_text(amina)
    await amina.writes("/evidence")
    assert await rows_of(stage) == []
    await greta.looks()
    await greta.presses("Look at it", times=2)
    await greta.presses("Files and texts")
    await greta.presses("My cousin")
    await greta.presses("Give feedback")
    await greta.writes("Say what the salary was.")
    read, part, said = await rows_of(stage)
    assert (read.action, read.kind) == ("evidence.read", "evidence")
    assert (part.action, part.kind) == ("evidence.part_read", "evidence_entry")
    assert (said.action, said.object_id) == ("evidence.fed_back", read.object_id)
    pair = (await who(stage, greta), await who(stage, amina))
    assert [(row.actor, row.subject) for row in (read, part, said)] == [pair] * 3


async def test_a_look_an_hour_later_is_logged_again(stage: Stage, cast: Cast) -> None:
    sven, tova = await cast.trainee("Sven"), await cast.tutor("Tova")
    for _ in range(2):
        await tova.writes("/plan")
        await tova.presses("Sven")
        await tova.presses("Next")
        stage.clock.forward(hours=1)
    assert await actions_of(stage) == ["plan.read", "plan.read"]
    assert {row.subject for row in await rows_of(stage)} == {await who(stage, sven)}


async def test_a_press_that_the_role_does_not_allow_is_logged_though_it_is_refused(
    stage: Stage, cast: Cast
) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(places.OpenReview())
    (row,) = await rows_of(stage)
    assert (row.action, row.kind, row.object_id) == ("access.refused", "role", "tutor")
    assert (row.actor, row.subject) == (await who(stage, amina), None)


async def test_what_is_refused_for_another_reason_leaves_no_row(stage: Stage, cast: Cast) -> None:
    greta = await cast.tutor("Greta")
    await greta.presses_old(places.OpenPieceOfEvidence("nothing"))
    await greta.presses_old(CloseQuestion("nothing", 1))
    assert await rows_of(stage) == []


async def test_consent_and_role_are_logged_with_who_gave_the_role(stage: Stage, cast: Cast) -> None:
    eleni = await cast.visitor("Eleni")
    await eleni.opens(await invite(stage, Role.TUTOR))
    await eleni.presses("English")
    assert await rows_of(stage) == []
    await eleni.presses("I agree", times=2)
    consent, role = await rows_of(stage)
    herself = await who(stage, eleni)
    assert (consent.action, consent.actor, consent.subject) == ("consent.given", herself, herself)
    assert (role.action, role.object_id, role.subject) == (
        "role.granted", "tutor:programme", herself,
    )  # fmt: skip
    assert role.actor is None  # the invitation was made on the command line


@pytest.mark.usefixtures("small_threshold")
async def test_all_that_is_logged_holds_nothing_personal(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    carla, dora = await cast.coordinator("Carla"), await cast.coordinator("Dora")
    bo = await cast.trainee("Bo")
    await joins_and_leaves(stage, cast)
    await hands_in_a_text(amina)
    await looks_at_evidence(greta)
    await amina.looks()
    await holds_evidence_back(amina, greta, carla)
    await looks_at_a_plan(greta)
    await writes_to(cast, greta, bo)
    await publishes_and_withdraws(greta, bo)
    await asks_with_a_file(amina, written(tmp_path / "salary.pdf"))
    await looks_at_a_question(greta)
    await hands_it_on(greta, "Dora")
    await is_judged(cast, amina, carla)
    await has_a_witness(stage, amina)
    await takes_the_portfolio_along(amina)
    await amina.presses_old(places.OpenReview())
    await sends(carla, "Hello, see you on Friday", 2)
    await dora.looks()
    await dora.presses("Look at it")
    await dora.presses("Approve")
    await judge_together(cast)
    await meets(stage, cast, amina)
    await has_a_staff_group(cast)
    await has_a_copy_and_goes(await cast.trainee("Ida"))
    await holds_back(carla)
    await moves_and_objects(cast, bo)
    rows = await rows_of(stage)
    assert {row.action for row in rows} == set(Action)
    ids = [str(phone.id) for phone in (amina, greta, carla, dora, bo)]
    public = [(await cast.person(phone)).public_id for phone in (amina, greta, carla, dora)]
    told = repr(rows)
    assert [word for word in (*SAID, *ids, *public) if word in told] == []
    assert (await verify(stage.app.services.database, None)).faults == []


@pytest.fixture
def small_threshold(stage: Stage) -> None:
    stage.app.services.settings.approval_threshold = 1


async def has_a_witness(stage: Stage, amina: Phone) -> None:
    """One answers and wishes later that nothing is kept; another link is taken back."""
    async with has_pages(stage) as browser:
        path = await asks(amina, "My cousin got the salary on Friday, as we had honestly agreed.")
        await browser.confirms(path, name="Carla Salary")
    async with stage.app.services.database.transaction() as session:
        (request,) = await session.execute(select(requests.c.public_id))
        await erase_witness(session, request.public_id, stage.clock.now())
    await amina.presses("I have passed it on")
    await amina.presses("All links")
    await amina.presses("New link")
    await amina.writes("My cousin got the salary on Friday, as we had honestly agreed.")
    await amina.presses("English")
    await amina.presses("I have passed it on")
    await amina.presses("Take link back")


async def takes_the_portfolio_along(amina: Phone) -> None:
    await amina.writes("/portfolio")
    await amina.presses("PDF overview")
    await amina.presses("Make it")


async def joins_and_leaves(stage: Stage, cast: Cast) -> None:
    eleni = await cast.visitor("Eleni")
    await eleni.opens(await invite(stage))
    await eleni.presses("English")
    await eleni.presses("I agree")
    await eleni.writes("/privacy")
    await eleni.presses("Withdraw")
    await eleni.presses("Yes")


async def judge_together(cast: Cast) -> None:
    clara = await cast.coordinator("Clara")
    judges = [await assessor(cast, name) for name in ("Anders", "Berit")]
    await opens(clara)
    for one in judges:
        await signs(one)
    await closes(clara)


async def meets(stage: Stage, cast: Cast, amina: Phone) -> None:
    """Two meetings: one is changed and held, one called off."""
    autumn = await meetings.group(stage)
    await meetings.joins(stage, cast, amina, autumn)
    tova = await meetings.tutor_of(cast, autumn, "Tova")
    await meetings.calls(tova, title="Honestly, salary")
    await tova.presses("Call off")
    await tova.presses("Yes")
    await meetings.calls(tova, title="Friday", place="At Carla's")
    await tova.presses("Change")
    await tova.presses("Place or link")
    await tova.writes("At Dora's")
    await tova.presses("Save")
    carla = await cast.coordinator("Carla")
    await carla.presses_old(MoveDates(autumn, 0, 739_000, 739_100, along=True))
    await meetings.is_held(stage)
    await tova.presses_old(OpenAttendance(2))
    await tova.presses("Amina → present")


async def has_a_copy_and_goes(ida: Phone) -> None:
    await ida.presses_old(MakeExport())
    await ida.presses_old(ConfirmErasure())
    await ida.writes("ERASE")


async def holds_back(carla: Phone) -> None:
    await carla.presses_old(HoldBack())


async def looks_at_evidence(greta: Phone) -> None:
    await greta.looks()
    await greta.presses("Look at it")
    await greta.presses("All their evidence")
    await greta.presses("Back")
    await greta.presses("Files and texts")
    await greta.presses("My cousin")
    await greta.presses("Give feedback")
    await greta.writes("Say what the salary was.")


async def holds_evidence_back(amina: Phone, greta: Phone, carla: Phone) -> None:
    """Reported and objected to three times over: shown again, kept back, deleted."""
    for decision in ("No client data: show it", "Client data: keep it back"):
        await greta.writes("/review")
        await greta.presses_old(places.ReportClientData(piece_of(amina), 1))
        await greta.writes("the line with Friday")
        await amina.looks()
        await amina.presses("It holds no client data")
        await amina.presses("Ask for a decision")
        await carla.looks()
        await carla.presses("Open it")
        await carla.presses(decision)
        await carla.presses("Yes")
    await amina.looks()
    await amina.presses("Delete it for good")
    await amina.presses("Yes")


def piece_of(amina: Phone) -> str:
    """The public id of the evidence on the trainee's phone."""
    _, button = amina.button("Open this evidence")
    return button["callback_data"].rpartition(":")[2]


async def writes_to(cast: Cast, greta: Phone, bo: Phone) -> None:
    await greta.presses_old(WriteTo(Why.NEVER, (await cast.person(bo)).public_id))
    await greta.writes("Honestly, see you on Friday.")


async def looks_at_a_plan(greta: Phone) -> None:
    await greta.writes("/plan")
    await greta.presses("Amina")
    await greta.presses("Put no. 1 on top")
    await greta.presses("Take no. 1 off")


async def is_judged(cast: Cast, amina: Phone, carla: Phone) -> None:
    """Taken back, returned, declared about, judged by one alone, answered."""
    ingrid, _jon, petra = [
        await cast.member(name, Role.ASSESSOR) for name in ("Ingrid", "Jon", "Petra")
    ]
    await judging.asks(amina)
    await amina.presses("Take it back")
    await amina.presses("Yes, take it back")
    await judging.asks(amina)
    await judging.opens(ingrid)
    await ingrid.presses("More is needed first")
    await ingrid.writes("Honestly, whose cousin?")
    await judging.asks(amina)
    await ingrid.writes("/judge")
    await ingrid.presses("1. Amina")
    await ingrid.presses("I have one")
    await ingrid.presses("Family or friends")
    await ingrid.writes("Amina is my cousin.")
    await carla.writes("/judge")
    await carla.presses("1. Amina")
    await carla.presses("One assessor is to do")
    await carla.writes("Honestly, nobody else is there until Friday.")
    await lifts_a_conflict(carla)
    await judging.opens(petra)
    await judging.judges(petra, *judging.ALL_MET)
    await judging.signs(petra)
    await amina.looks()
    await amina.presses("Look at it")
    await amina.presses("Answer it")
    await amina.writes("Honestly, thank you.")


async def lifts_a_conflict(carla: Phone) -> None:
    await carla.presses("Back")
    await carla.presses("On record")
    await carla.presses("Conflicts of interest (1)")
    await carla.presses("1. Ingrid")
    await carla.presses("It was declared by mistake")
    await carla.writes("Honestly, it was another Amina.")


async def has_a_staff_group(cast: Cast) -> None:
    room = await Room.found(cast)
    await room.connects()
    await room.writes(room.carla, "/disconnect")
    await room.presses(room.carla, "Disconnect and keep")


async def publishes_and_withdraws(greta: Phone, bo: Phone) -> None:
    await bo.writes("/ask")
    await bo.writes("May I honestly ask about the salary?")
    await bo.presses("Send question")
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Answer")
    await greta.writes("Yes, on Friday.")
    await greta.presses("Open question")
    await greta.presses("Whole conversation")
    await greta.presses("Publish an answer")
    while "Check names" in greta.labels() or "It names nobody" in greta.labels():
        await greta.presses("It names nobody" if "It names" in str(greta.labels()) else "Check")
    await greta.presses("Topic")
    await greta.presses("European")
    await greta.presses("Publish …")
    await greta.presses("Yes, publish it")
    await greta.presses("Withdraw")
    await greta.presses("Yes, withdraw it")


async def asks_with_a_file(amina: Phone, paper: Path) -> None:
    await amina.writes("/ask")
    await amina.uploads(paper, caption="Is this salary right?")
    await amina.presses("Send question")


async def looks_at_a_question(greta: Phone) -> None:
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Whole conversation")
    await greta.presses("1. document")


async def hands_it_on(greta: Phone, colleague: str) -> None:
    await greta.presses("Back")
    await greta.presses("Back")
    await greta.presses("Hand on")
    await greta.presses(f"{colleague} · English")
