"""Answers that are offered before a question is sent, on phones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.answers.addresses import RateAnswer, ReadFitting, SayItHelped, SendAfterAll
from bot.answers.jobs import tick
from bot.answers.store.votes import votes
from bot.tutoring.addresses import ClaimQuestion
from tests.people import Cast, Phone, Stage
from tests.tutoring.test_journey import question_of

ASKED = "An agency abroad wants 300 euros from my client, is that normal?"
TITLE = "An agency abroad wants 300 euros"
CONTENT = "c.agency-wants-fee"


@pytest.fixture
async def amina(stage: Stage, cast: Cast) -> Phone:
    await tick(stage.app.services)
    return await cast.trainee("Amina")


async def said(stage: Stage) -> list[tuple[str, bool, bool]]:
    async with stage.app.services.database.reading() as session:
        rows = await session.execute(select(votes.c.reference, votes.c.helped, votes.c.asking))
        return [(row[0], row[1], row[2]) for row in rows]


async def reads(phone: Phone) -> None:
    await phone.writes("/ask")
    await phone.writes(ASKED)
    phone.sees("Asked before")
    await phone.presses("1. An agency abroad")


async def test_a_yes_ends_the_asking_and_is_counted_once(
    stage: Stage, cast: Cast, amina: Phone
) -> None:
    greta = await cast.tutor("Greta")
    await reads(amina)
    amina.sees("Pay nothing today")
    amina.sees("Did this help?")
    await amina.presses("Yes, no need to ask", times=2)
    amina.sees("Your question was not sent")
    assert await said(stage) == [(CONTENT, True, True)]
    await greta.looks()
    greta.sees_no("300 euros")


async def test_a_no_sends_the_question_once(stage: Stage, cast: Cast, amina: Phone) -> None:
    greta = await cast.tutor("Greta")
    await reads(amina)
    await amina.presses("No, send my question", times=2)
    amina.sees("Your question is with the tutors")
    assert await said(stage) == [(CONTENT, False, True)]
    await greta.looks()
    assert sum("300 euros" in str(one) for one in greta.of_bot()) == 1


async def test_it_can_be_sent_without_reading_any(cast: Cast, amina: Phone) -> None:
    greta = await cast.tutor("Greta")
    await amina.writes("/ask")
    await amina.writes(ASKED)
    await amina.presses("Send question")
    await greta.looks()
    greta.has_seen("300 euros")


async def test_back_leads_to_the_question_with_all_that_was_written(amina: Phone) -> None:
    await reads(amina)
    await amina.presses("Back to my question")
    amina.sees("An agency abroad wants 300")
    assert "Send question" in amina.labels()


async def test_a_screen_of_before_more_was_written_does_not_send(cast: Cast, amina: Phone) -> None:
    greta = await cast.tutor("Greta")
    await reads(amina)
    public = await question_of(cast, amina)
    await amina.presses("Back to my question")
    await amina.writes("He has to pay until Friday.")
    await amina.presses_old(SendAfterAll(public, 1, CONTENT))
    amina.sees("until Friday")
    await greta.looks()
    greta.sees_no("300 euros")


async def test_a_question_that_was_sent_is_not_thrown_away_by_an_old_yes(
    stage: Stage, cast: Cast, amina: Phone
) -> None:
    greta = await cast.tutor("Greta")
    await reads(amina)
    public = await question_of(cast, amina)
    await amina.presses("No, send my question")
    await amina.presses_old(SayItHelped(public, 1, CONTENT))
    await greta.presses_old(ClaimQuestion(public))
    greta.sees("300 euros")
    assert await said(stage) == [(CONTENT, False, True)]


async def test_nobody_ends_or_sends_another_persons_question(
    stage: Stage, cast: Cast, amina: Phone
) -> None:
    bo = await cast.trainee("Bo")
    await reads(amina)
    public = await question_of(cast, amina)
    for address in (
        ReadFitting(public, 1, CONTENT),
        SayItHelped(public, 1, CONTENT),
        SendAfterAll(public, 1, CONTENT),
    ):
        await bo.presses_old(address)
        bo.sees_no("300 euros")
    assert await said(stage) == []
    await amina.presses("Back to my question")
    amina.sees("300 euros")


async def test_what_is_gone_leads_back_to_the_question(cast: Cast, amina: Phone) -> None:
    await reads(amina)
    public = await question_of(cast, amina)
    for reference in ("c.nothing", "p.nothing", "nonsense"):
        await amina.presses_old(ReadFitting(public, 1, reference))
        assert "Send question" in amina.labels()
    await amina.presses_old(RateAnswer("nothing", helped=True))
    amina.sees("write in your own words")


async def test_a_fault_of_the_look_up_keeps_nobody_from_asking(
    amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> Awaitable[object]:
        raise OperationalError("SELECT", {}, Exception("no such table: answers_fts"))

    broken: Callable[..., Awaitable[object]] = fails
    monkeypatch.setattr("bot.answers.actions.finding.look_up", broken)
    await amina.writes("/ask")
    await amina.writes(ASKED)
    amina.sees("300 euros")
    amina.sees_no("Asked before")
    assert "Send question" in amina.labels()


async def test_a_greek_question_without_tonos_is_offered_greek_answers(
    stage: Stage, cast: Cast
) -> None:
    await tick(stage.app.services)
    nikos = await cast.trainee("Nikos", language="el", country="GR")
    await nikos.writes("/ask")
    await nikos.writes("Ενα γραφειο στο εξωτερικο ζηταει 300 ευρω απο τον πελατη μου")
    nikos.sees("Έχει ξαναερωτηθεί")


async def test_words_find_answers_from_the_library(amina: Phone) -> None:
    await amina.writes("/library")
    await amina.presses("Search the answers")
    await amina.writes("agency fee euros")
    amina.sees("Found for")
    await amina.presses("1. An agency abroad")
    amina.sees("Pay nothing today")
    await amina.writes("/library")
    await amina.presses("Search the answers")
    await amina.writes("qqqq 🙂")
    amina.sees("Nothing found")
