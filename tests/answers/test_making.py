"""From an answer in a question to one for everybody, on phones."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.answers.addresses import (
    AskStep,
    DecideSpot,
    MakeFrom,
    OpenMaking,
    OpenText,
    SetCountry,
    SetTopic,
    Step,
    TakeStep,
    WriteText,
)
from bot.answers.store.answers import answers as table
from bot.people.rules import ScopeKind
from bot.tutoring.addresses import PublishAnswer
from tests.answers.ways import begins, publishes
from tests.people import Cast, Phone, Stage
from tests.tutoring.test_journey import answers, asks, question_of


@pytest.fixture
async def amina(cast: Cast) -> Phone:
    return await cast.trainee("Amina")


@pytest.fixture
async def greta(cast: Cast) -> Phone:
    return await cast.tutor("Greta")


async def public_of(stage: Stage) -> str:
    async with stage.app.services.database.reading() as session:
        return (await session.execute(select(table.c.public_id))).scalars().one()


async def finds(phone: Phone, words: str) -> None:
    await phone.writes("/library")
    await phone.presses("Search the answers")
    await phone.writes(words)


async def test_published_it_is_offered_to_the_next_who_asks(
    cast: Cast, amina: Phone, greta: Phone
) -> None:
    bo = await cast.trainee("Bo")
    await begins(amina, greta)
    greta.sees("Draft: only you see it")
    await publishes(greta)
    greta.sees("It is published.")
    await bo.writes("/ask")
    await bo.writes("Where may zebras cross the road?")
    await bo.presses("1. May zebras cross?")
    bo.sees("Yes, they may, with care.")
    bo.sees("As of")


async def test_nothing_is_published_before_each_name_is_decided(
    stage: Stage, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta, said="Dear Amina, call Eriksson on 0701 234 567. /Greta")
    greta.sees("4 places")
    public = await public_of(stage)
    await greta.presses_old(AskStep(public, Step.PUBLISH))
    greta.sees("Please decide on each place first")
    await greta.presses_old(TakeStep(public, Step.PUBLISH, 1))
    greta.sees("Please decide on each place first")
    await greta.presses_old(OpenMaking(public))
    await greta.presses("Check names")
    await greta.presses("Take it out")
    greta.sees("3 places")
    await greta.presses("It names nobody")
    await greta.presses("Take it out")
    await greta.presses("Take it out")
    greta.sees("Dear …, call Eriksson on …. /…")
    await publishes(greta)
    greta.sees("It is published.")


async def test_a_decision_pressed_twice_decides_one_spot(
    stage: Stage, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta, said="Dear Amina, call 0701 234 567.")
    await greta.presses("Check names")
    await greta.presses("Take it out", times=2)
    await greta.presses_old(OpenMaking(await public_of(stage)))
    greta.sees("1 place")


async def test_begun_twice_it_is_one_draft(
    stage: Stage, cast: Cast, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta)
    await greta.presses_old(PublishAnswer(await question_of(cast, amina)), times=2)
    greta.sees("Draft")
    assert await public_of(stage)


async def test_it_is_withdrawn_after_a_question_and_put_back(
    cast: Cast, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta)
    await publishes(greta)
    await greta.presses("Withdraw")
    greta.sees("Readers will not find it")
    await greta.presses("Yes, withdraw it", times=2)
    await finds(amina, "zebras")
    amina.sees("Nothing found")
    await greta.presses("Publish it again", times=2)
    await finds(amina, "zebras")
    await amina.presses("1. May zebras")
    await amina.presses("Yes")
    amina.sees("Thank you, that is noted.")
    await greta.writes("/answers")
    await greta.presses("1. May zebras")
    greta.sees("Helped 1 of 1")


async def test_a_change_waits_until_it_is_published(
    stage: Stage, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta)
    await publishes(greta)
    await greta.presses("Words and languages")
    await greta.presses("Swedish")
    greta.sees("To translate")
    await greta.presses("Write the question")
    await greta.writes("Får zebror korsa vägen?")
    greta.sees("not published yet")
    await greta.presses("Write the answer")
    await greta.writes("Ja, försiktigt.")
    await greta.presses_old(OpenMaking(await public_of(stage)))
    greta.sees("waits to be published")
    await greta.presses("Publish …")
    greta.sees("Swedish")
    await greta.presses("Yes, publish it")
    greta.sees("Missing in: German, Greek, Spanish and Icelandic")


async def test_after_its_review_date_it_is_marked_and_listed(
    stage: Stage, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta)
    await publishes(greta)
    stage.clock.forward(days=366)
    await finds(amina, "zebras")
    await amina.presses("1. May zebras")
    amina.sees("Being reviewed")
    await greta.writes("/answers")
    greta.sees("To be looked at again since")
    await greta.presses("1. May zebras")
    await greta.presses("Checked: still true")
    greta.sees("for another year")
    await amina.presses("Home")
    await finds(amina, "zebras")
    await amina.presses("1. May zebras")
    assert "Being reviewed" not in amina.screen


async def test_for_one_country_it_is_found_there_alone(
    stage: Stage, cast: Cast, amina: Phone, greta: Phone
) -> None:
    nikos = await cast.trainee("Nikos", country="GR")
    await begins(amina, greta)
    await publishes(greta)
    await greta.presses_old(SetCountry(await public_of(stage), "GR"))
    greta.sees("For: Greece")
    await finds(amina, "zebras")
    amina.sees("Nothing found")
    await finds(nikos, "zebras")
    nikos.sees("May zebras")


async def test_others_see_no_draft_and_change_nothing(
    stage: Stage, cast: Cast, amina: Phone, greta: Phone
) -> None:
    jon = await cast.tutor("Jon")
    eva = await cast.coordinator("Eva", scope_kind=ScopeKind.COUNTRY, scope="ES")
    await begins(amina, greta, said="A secret of zebras")
    public = await public_of(stage)
    pressed = (
        OpenMaking(public),
        DecideSpot(public, 1, goes=True),
        OpenText(public, "en"),
        WriteText(public, "en", is_answer=True),
        SetTopic(public, "mobility"),
        SetCountry(public, "GR"),
        AskStep(public, Step.DROP),
        TakeStep(public, Step.DROP, 1),
    )
    for address in pressed:
        for other in (jon, eva, amina):
            await other.presses_old(address)
            other.sees_no("A secret of zebras") if other is not amina else None
    await greta.presses_old(OpenMaking(public))
    greta.sees("A secret of zebras")


async def test_nobody_publishes_anothers_answer_or_one_out_of_scope(
    cast: Cast, amina: Phone, greta: Phone
) -> None:
    jon = await cast.tutor("Jon", scope_kind=ScopeKind.COUNTRY, scope="ES")
    eva = await cast.tutor("Eva")
    await asks(amina)
    await answers(greta)
    question = await question_of(cast, amina)
    for other in (jon, eva):
        await other.presses_old(PublishAnswer(question))
        await other.presses_old(MakeFrom(question, 2))
        other.sees_no("Draft")
    await amina.presses_old(PublishAnswer(question))
    amina.sees_no("Draft")


async def test_nonsense_is_refused_with_a_sentence(
    stage: Stage, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta)
    public = await public_of(stage)
    for address in (
        SetTopic(public, "nothing"),
        SetCountry(public, "XX"),
        OpenText(public, "xx"),
        TakeStep(public, Step.RESTORE, 1),
        TakeStep(public, Step.WITHDRAW, 1),
        TakeStep(public, Step.CONFIRM, 1),
        OpenMaking("nothing"),
    ):
        await greta.presses_old(address)
        assert greta.screen
        greta.sees_no("something went wrong")
    await greta.presses_old(WriteText(public, "en", is_answer=False))
    await greta.writes("x" * 201)
    greta.sees("at most 200")
    await greta.presses_old(AskStep(public, Step.PUBLISH))
    greta.sees("Choose a topic first")


async def test_a_draft_is_thrown_away_after_a_question(
    stage: Stage, amina: Phone, greta: Phone
) -> None:
    await begins(amina, greta)
    await greta.presses("Throw the draft away")
    await greta.presses("Yes, throw it away", times=2)
    greta.sees_no("something went wrong")
    await greta.writes("/answers")
    greta.sees("Nothing yet")
