"""From handing in to a result, an answer and a second round; over HTTP."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot import places
from bot.people.rules import Role
from tests.judging.ways import (
    ALL_MET,
    MIXED,
    REASON,
    asks,
    hands_in_a_note,
    judges,
    opens,
    signs,
)
from tests.people import Cast, Phone, Stage


@pytest.fixture
def one_assessor(stage: Stage) -> None:
    """No second assessor, not even beside a new one."""
    stage.app.services.settings.second_assessor_share = 0


async def assessor(cast: Cast, name: str, language: str = "en") -> Phone:
    return await cast.member(name, Role.ASSESSOR, language=language)


@pytest.mark.usefixtures("one_assessor")
async def test_from_asking_to_a_result_an_answer_and_a_second_round(cast: Cast) -> None:
    amina, ingrid = await cast.trainee("Amina"), await assessor(cast, "Ingrid")
    await hands_in_a_note(amina)
    await asks(amina)
    amina.sees("Round 1: with an assessor, not opened yet")
    await ingrid.looks()
    ingrid.sees("Amina asks to have an outcome judged: 1.1 Adapt")
    await ingrid.presses("Open")
    ingrid.sees("do you have a conflict of interest")
    await ingrid.presses("I have none")
    ingrid.sees("0 of 5 criteria done")
    await ingrid.presses("Evidence")
    await ingrid.presses("1. Case file")
    await ingrid.presses("I explained")
    ingrid.sees("I explained the letter twice.")
    await judges(ingrid, *MIXED)
    ingrid.sees("1.1.c2: Partly")
    await signs(ingrid)
    ingrid.sees("The result: 3 of 5 criteria met")
    await amina.looks()
    amina.sees("Your evidence has been judged: 3 of 5 criteria met.")
    await amina.writes("/home")
    amina.sees("1 judgement is new.")
    await amina.presses("Judgements")
    amina.sees("new · judged · 3 of 5 criteria met")
    await amina.presses("1. 1.1")
    await amina.presses("Read the reasons")
    await amina.presses("Next")
    amina.sees("1.1.c2 Tells each side")
    amina.sees(REASON)
    amina.sees("Partly · Ingrid")
    await amina.presses("Back")
    await amina.presses("Answer it")
    await amina.writes("You overlooked page 5.")
    amina.sees("Your answer has gone to the assessors.")
    assert "Answer it" not in amina.labels()
    await ingrid.looks()
    ingrid.sees("You overlooked page 5.")
    await amina.presses("Have it judged again")
    amina.sees("3 criteria were met before and stay met")
    await amina.presses("I declare this and ask")
    amina.sees("Round 2")
    await opens(ingrid)
    ingrid.sees("Met in an earlier round and not judged again: 1.1.c1, 1.1.c3")
    await judges(ingrid, "Met", "Met")
    await signs(ingrid)
    await amina.looks()
    amina.sees("5 of 5 criteria met")
    await amina.presses("Look at it")
    assert "Have it judged again" not in amina.labels()


async def test_a_second_does_not_see_the_first_and_a_third_decides_what_they_differ_on(
    cast: Cast,
) -> None:
    amina = await cast.trainee("Amina")
    staff = [await assessor(cast, name) for name in ("Ingrid", "Jon", "Petra")]
    await hands_in_a_note(amina)
    await asks(amina)
    ingrid, jon, petra = staff
    await opens(ingrid)
    await judges(ingrid, *ALL_MET)
    await signs(ingrid)
    ingrid.sees("There is no result yet")
    await opens(jon)
    jon.sees_no("Ingrid")
    jon.sees("0 of 5 criteria done")
    await judges(jon, "Met", "Partly", "Met", "Met", "Met")
    await signs(jon)
    assert "What others wrote" not in jon.labels()
    await opens(petra)
    petra.sees("0 of 1 criteria done")
    petra.sees("Two assessors differ")
    await petra.presses("Criteria")
    petra.sees("1.1.c2")
    await petra.presses("What the two wrote")
    petra.sees("Met")
    await petra.presses("Next")
    petra.sees(REASON)
    petra.sees_no("Jon")
    await petra.presses("Back")
    await petra.presses("Not yet")
    await petra.writes("Neither side got the date.")
    await petra.presses("Summary")
    await signs(petra)
    await amina.looks()
    amina.sees("4 of 5 criteria met")
    await amina.presses("Look at it")
    amina.sees("1.1.c2: Not yet")
    await jon.writes("/judge")
    await jon.presses("What I signed")
    await jon.presses("1. Amina")
    await jon.presses("What others wrote")
    jon.has_seen("Ingrid")


@pytest.mark.usefixtures("one_assessor")
async def test_a_conflict_sends_it_to_somebody_else_and_is_asked_before_anything_is_read(
    cast: Cast,
) -> None:
    amina = await cast.trainee("Amina")
    ingrid, jon = await assessor(cast, "Ingrid"), await assessor(cast, "Jon")
    carla = await cast.coordinator("Carla")
    await hands_in_a_note(amina)
    await asks(amina)
    await ingrid.looks()
    await ingrid.presses("Open")
    ingrid.sees_no("Case file")
    await ingrid.presses("I have one")
    await ingrid.presses("Family or friends")
    await ingrid.writes("We sing in the same choir.")
    ingrid.sees("It is on record.")
    await ingrid.presses("To judge")
    ingrid.sees("Nothing waits for you.")
    await jon.looks()
    jon.sees("Amina asks to have an outcome judged")
    await carla.writes("/judge")
    await carla.presses("1. Amina")
    carla.sees("Ingrid · passed on · Family or friends · We sing in the same choir.")
    carla.sees("Jon · not opened yet")


@pytest.mark.usefixtures("one_assessor")
async def test_more_can_be_asked_for_before_anything_is_judged(cast: Cast) -> None:
    amina, ingrid = await cast.trainee("Amina"), await assessor(cast, "Ingrid")
    await hands_in_a_note(amina)
    await asks(amina)
    await opens(ingrid)
    await ingrid.presses("More is needed first")
    await ingrid.writes("Whose words are on page 2?")
    ingrid.sees("The trainee has been told")
    await amina.looks()
    amina.sees("Whose words are on page 2?")
    await amina.presses("Look at it")
    amina.sees("Round 1: more is needed")
    await amina.presses("Have it judged again")
    await amina.presses("I declare this and ask")
    amina.sees("Round 2")


async def test_nobody_there_is_told_to_coordinators_and_found_out_about_again(
    cast: Cast, stage: Stage
) -> None:
    amina, carla = await cast.trainee("Amina"), await cast.coordinator("Carla")
    await hands_in_a_note(amina)
    await asks(amina)
    amina.sees("Round 1: waiting for an assessor")
    await carla.looks()
    carla.sees("Nobody is eligible to judge this: Amina")
    ingrid = await assessor(cast, "Ingrid")
    await stage.passes(hours=2)
    await ingrid.looks()
    ingrid.sees("Amina asks to have an outcome judged")
    await carla.writes("/home")
    carla.sees("1 judgement is stuck")  # Ingrid is new: a second one is missing
    await carla.presses("Judgements (1)")
    await carla.presses("1. Amina")
    carla.sees("Second assessor: nobody yet")
    await carla.presses("One assessor is to do", times=2)
    carla.sees("Write why one assessor is enough here")
    await carla.writes("Ingrid is the only one until January.")
    carla.sees("One assessor is to do, decided by Carla on")
    carla.sees("Ingrid is the only one until January.")
    assert "One assessor is to do …" not in carla.labels()


@pytest.mark.usefixtures("one_assessor")
async def test_what_nobody_opens_is_reminded_of_and_passed_on(cast: Cast, stage: Stage) -> None:
    amina = await cast.trainee("Amina")
    ingrid, jon = await assessor(cast, "Ingrid"), await assessor(cast, "Jon")
    await hands_in_a_note(amina)
    await asks(amina)
    await stage.passes(days=12)
    await ingrid.looks()
    ingrid.sees("A reminder: Amina waits")
    await stage.passes(days=3)
    await ingrid.looks()
    ingrid.sees("You need not judge this any more: Amina")
    await jon.looks()
    jon.sees("Amina asks to have an outcome judged")


@pytest.mark.usefixtures("one_assessor")
async def test_it_can_be_taken_back_until_it_is_opened(cast: Cast) -> None:
    amina, ingrid = await cast.trainee("Amina"), await assessor(cast, "Ingrid")
    await hands_in_a_note(amina)
    await asks(amina)
    await amina.presses("Take it back")
    await amina.presses("Yes, take it back", times=2)
    amina.sees("Round 1: withdrawn")
    await ingrid.looks()
    ingrid.sees("You need not judge this any more")
    await ingrid.writes("/judge")
    ingrid.sees("Nothing waits for you.")
    await asks(amina)
    await amina.presses("Take it back")
    await opens(ingrid)
    await amina.presses("Yes, take it back")
    amina.sees("An assessor has opened it meanwhile")


@pytest.mark.usefixtures("one_assessor")
async def test_another_ones_ids_and_old_buttons_open_nothing(cast: Cast) -> None:
    amina, ingrid = await cast.trainee("Amina"), await assessor(cast, "Ingrid")
    bea, jon = await cast.trainee("Bea"), await assessor(cast, "Jon", language="sv")
    await hands_in_a_note(amina)
    await asks(amina)
    mine = amina.button("Take it back")[1]["callback_data"].replace("leave", "round")
    await opens(ingrid)
    work = ingrid.button("Summary")[1]["callback_data"]
    await bea.presses_old(mine)
    bea.sees("That button is from earlier")
    for what in ("work", "summary", "seal", "return", "parts"):
        await jon.presses_old(f"judging.{what}:{work.split(':')[1]}" + ":0" * (what == "parts"))
        jon.sees("Den knappen är gammal")
    await bea.presses_old(work)
    bea.sees("This needs a role")
    await judges(ingrid, *ALL_MET)
    await signs(ingrid)
    await ingrid.presses_old(work)
    ingrid.sees("You have signed this.")
    await ingrid.presses_old(work.replace("summary", "seal"), times=2)
    ingrid.sees("Signed. Thank you.")


async def test_nothing_is_asked_for_without_evidence(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(places.OpenJudgements())
    amina.sees("Nothing yet.")
    await amina.presses("Have something judged")
    amina.sees("You have not handed in any evidence yet.")
    await amina.presses_old(places.AskForJudgement("1.1"))
    amina.sees("No evidence for 1.1 is handed in yet.")
    await amina.presses_old(places.AskForJudgement("9.9"))
    amina.sees("That button is from earlier")


@pytest.mark.usefixtures("one_assessor")
async def test_greek_and_icelandic_people_read_their_own_languages(cast: Cast) -> None:
    nikos = await cast.trainee("Nikos", "el")
    jon = await assessor(cast, "Jón", language="is")
    await nikos.presses_old(places.OpenJudgements())
    nikos.sees("Οι αξιολογήσεις μου")
    await jon.writes("/judge")
    jon.sees("Ekkert bíður þín.")
    await jon.presses("Hagsmunatengsl")
    await jon.presses("Tilkynna hagsmunatengsl")
    await jon.presses("Nikos")
    await jon.presses("Fjölskylda eða vinir")
    await jon.writes("Frændi minn.")
    jon.sees("Þetta er skráð.")


@pytest.mark.usefixtures("one_assessor")
async def test_an_assessor_reports_client_data_and_sees_it_no_more(cast: Cast) -> None:
    amina, ingrid = await cast.trainee("Amina"), await assessor(cast, "Ingrid")
    await hands_in_a_note(amina)
    await asks(amina)
    await opens(ingrid)
    for label in ("Evidence", "1. Case file", "I explained", "Contains client data"):
        await ingrid.presses(label)
    await ingrid.presses("Yes, hold it back now")
    ingrid.sees("Held back: nobody but the trainee sees it now.")
    await ingrid.writes("/judge")
    await ingrid.presses("1.")
    await ingrid.presses("Evidence")
    await ingrid.presses("1. Case file")
    ingrid.sees("A part (no. 1) is held back")
    await amina.looks()
    amina.sees("may show who a client is. It is held back at once")


@pytest.mark.usefixtures("one_assessor")
async def test_who_has_not_said_that_there_is_no_conflict_can_report_nothing(
    cast: Cast, stage: Stage
) -> None:
    amina, ingrid = await cast.trainee("Amina"), await assessor(cast, "Ingrid")
    await hands_in_a_note(amina)
    await asks(amina)
    async with stage.app.services.database.reading() as session:
        public = (await session.execute(text("SELECT public_id FROM evidence_piece"))).scalar_one()
    await ingrid.presses_old(places.ReportClientData(public, 1))
    ingrid.sees_no("hold it back")
