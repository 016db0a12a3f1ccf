"""Claiming, answering and closing, on both databases."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.pace import Urgency
from bot.kit.text import text
from bot.people.rules import Grant, Person, Role
from bot.tutoring.actions import claiming, opening, writing
from bot.tutoring.actions.refusals import AlreadyClaimed, ClosedTooLong, EditTooLate, NotYours
from bot.tutoring.rules.thread import Helped, State, Thread, Written
from bot.tutoring.store import lists
from tests.tutoring.conftest import HOURS, NOW, Crew


async def claimed(crew: Crew, amina: Person, tutor: Person) -> Thread:
    thread = await crew.ask(amina)
    public = thread.question.public_id
    return await claiming.claim_question(crew.session, tutor, public, NOW)


async def follow_up(crew: Crew, asker: Person, thread: Thread, words: str, **rest: Any) -> Thread:
    public, written = thread.question.public_id, Written(text(words), message_id=30)
    now = rest.pop("now", NOW)
    return await writing.write_more(crew.session, asker, public, written, now, HOURS, **rest)


async def test_one_gets_it_and_the_other_is_told_who(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public = thread.question.public_id
    with pytest.raises(AlreadyClaimed) as refused:
        await claiming.claim_question(session, jon, public, NOW)
    assert refused.value.values == {"name": "Greta"}
    assert refused.value.instead == places.OpenQuestion(public)
    again = await claiming.claim_question(session, greta, public, NOW)
    assert again.question == thread.question


async def test_two_claims_at_the_same_time(database: Database, content: object) -> None:
    async with database.transaction() as session:
        crew = Crew(session)
        tutors = [await crew.tutor("Greta"), await crew.tutor("Jon")]
        amina = await crew.join("Amina", Grant(Role.TRAINEE))
        public = (await crew.ask(amina)).question.public_id
    together = asyncio.Barrier(2)

    async def claim(tutor: Person) -> Thread:
        if not database.is_sqlite:  # SQLite has one writer: the second waits for its transaction
            async with database.transaction() as session:
                await opening.load_for_tutor(session, tutor, public)
                await together.wait()
                return await claiming.claim_question(session, tutor, public, NOW)
        async with database.transaction() as session:
            return await claiming.claim_question(session, tutor, public, NOW)

    got = await asyncio.gather(*map(claim, tutors), return_exceptions=True)
    winners = [one for one in got if isinstance(one, Thread)]
    losers = [one for one in got if isinstance(one, AlreadyClaimed)]
    assert (len(winners), len(losers)) == (1, 1)
    tutor = winners[0].tutor
    assert tutor is not None
    assert losers[0].values == {"name": tutor.name}


async def test_nobody_answers_their_own_question(crew: Crew, session: AsyncSession) -> None:
    both = await crew.join("Both", Grant(Role.TUTOR), Grant(Role.TRAINEE))
    thread = await crew.ask(both)
    public = thread.question.public_id
    with pytest.raises(ScreenOutdated):
        await claiming.claim_question(session, both, public, NOW)
    assert await lists.find_queue(session, both, limit=5, offset=0) == []
    assert await crew.told("tutoring.asked") == []


async def test_an_answer_goes_out_first_and_may_arrive_twice(
    crew: Crew, amina: Person, greta: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    thread = await crew.answer(greta, thread, "Yes, you may.", 20)
    (message,) = await crew.messages("tutoring.answer")
    assert (message.person_id, message.urgency) == (amina.id, Urgency.ANSWER)
    assert message.twice_is_harmless
    assert message.reply_to == 10
    assert thread.question.first_answer_at == NOW
    assert thread.question.due_at is None


@pytest.mark.parametrize("state", ["waiting", "sent", "blocked", "uncertain"])
async def test_every_answer_says_what_became_of_it(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, state: str
) -> None:
    thread = await crew.answer(greta, await claimed(crew, amina, greta), "Yes", 20)
    await session.execute(
        update(table_of(Message))
        .where(table_of(Message).c.purpose == "tutoring.answer")
        .values(state=state)
    )
    seen = await opening.open_thread(session, greta, thread.question.public_id, NOW)
    assert list(seen.delivered.values()) == [state]


async def test_a_follow_up_answers_what_it_replies_to(
    crew: Crew, amina: Person, greta: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    thread = await crew.answer(greta, thread, "First", 20)
    thread = await crew.answer(greta, thread, "Second", 21)
    first = thread.entries[1]
    thread = await follow_up(crew, amina, thread, "Why?", replied_to=first.id)
    (message,) = await crew.messages("tutoring.follow_up")
    assert (message.person_id, message.reply_to) == (greta.id, 20)
    assert thread.question.state is State.CLAIMED
    assert thread.question.due_at == NOW + timedelta(hours=HOURS)


async def test_asked_back_the_word_is_with_the_asker(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public = thread.question.public_id
    thread = await writing.write_answer(
        session, greta, public, Written(text("Which form?")), NOW, asks_back=True
    )
    assert thread.question.state is State.WAITING_FOR_ASKER
    assert (thread.question.first_answer_at, thread.question.due_at) == (None, None)
    thread = await follow_up(crew, amina, thread, "E-104")
    assert thread.question.state is State.CLAIMED


async def test_a_reply_to_the_notice_claims_and_answers(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    public = (await crew.ask(amina)).question.public_id
    written = Written(text("Yes"), message_id=20)
    thread = await writing.reply(session, greta, public, 0, written, NOW, HOURS)
    assert thread.question.claimed_by == greta.id
    with pytest.raises(NotYours):
        await writing.reply(session, jon, public, 0, written, NOW, HOURS)


async def test_unclaimed_nothing_is_answered_by_the_way(
    crew: Crew, amina: Person, greta: Person
) -> None:
    thread = await crew.ask(amina)
    with pytest.raises(NotYours):
        await crew.answer(greta, thread, "Yes", 20)
    assert await crew.messages("tutoring.answer") == []


async def test_an_edit_reaches_the_other_side_under_the_old_words(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await crew.answer(greta, await claimed(crew, amina, greta), "Yse", 20)
    await session.execute(update(table_of(Message)).values(state="sent", message_id=77))
    for _ in range(2):
        await writing.edit_written(session, greta, Written(text("Yes"), None, 20), NOW)
    await writing.edit_written(session, amina, Written(text("May I?"), None, 10), NOW)
    to_amina, to_greta = await crew.messages("tutoring.edit")
    assert (to_amina.person_id, to_amina.reply_to) == (amina.id, 77)
    assert to_greta.person_id == greta.id
    with pytest.raises(EditTooLate):
        await writing.edit_written(session, greta, Written(text("x"), None, 999), NOW)
    assert thread.question.public_id


async def test_handed_back_it_is_in_the_queue_and_the_others_are_told(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public, version = thread.question.public_id, thread.question.version
    for _ in range(2):
        thread = await claiming.hand_back(session, greta, public, version, NOW, HOURS)
    assert thread.question.state is State.OPEN
    assert await crew.told("tutoring.returned") == [jon.id]


async def test_closed_the_asker_is_asked_once_whether_it_helped(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public, version = thread.question.public_id, thread.question.version
    for _ in range(2):
        await claiming.close_question(session, greta, public, version, NOW)
    assert await crew.told("tutoring.closed") == [amina.id]
    for _ in range(2):
        seen = await claiming.say_whether_it_helped(session, amina, public, Helped.YES, NOW, HOURS)
    assert (seen.question.state, seen.question.helped) == (State.CLOSED, Helped.YES)


async def test_not_yet_opens_it_again_for_its_tutor(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public, version = thread.question.public_id, thread.question.version
    await claiming.close_question(session, greta, public, version, NOW)
    for _ in range(2):
        seen = await claiming.say_whether_it_helped(
            session, amina, public, Helped.NOT_YET, NOW, HOURS
        )
    assert (seen.question.state, seen.question.claimed_by) == (State.CLAIMED, greta.id)
    assert await crew.told("tutoring.reopened") == [greta.id]


async def test_reopened_it_does_not_go_back_to_somebody_who_is_away(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public, version = thread.question.public_id, thread.question.version
    await claiming.close_question(session, greta, public, version, NOW)
    later = NOW + timedelta(days=10)
    thread = await follow_up(crew, amina, thread, "It came back", now=later)
    assert (thread.question.state, thread.question.claimed_by) == (State.OPEN, None)
    assert sorted(await crew.told("tutoring.reopened")) == [greta.id, jon.id]


async def test_long_closed_a_new_question_is_better(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public, version = thread.question.public_id, thread.question.version
    await claiming.close_question(session, greta, public, version, NOW)
    later = NOW + timedelta(days=31)
    with pytest.raises(ClosedTooLong):
        await follow_up(crew, amina, thread, "Hello?", now=later)
    with pytest.raises(ClosedTooLong) as refused:
        await writing.begin_follow_up(session, amina, public, later)
    assert refused.value.instead == places.AskTutor()


async def test_a_version_that_has_passed_closes_nothing(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await claimed(crew, amina, greta)
    public, version = thread.question.public_id, thread.question.version
    await follow_up(crew, amina, thread, "One more thing")
    with pytest.raises(ScreenOutdated):
        await claiming.close_question(session, greta, public, version, NOW)


async def test_the_asker_can_close_it_and_the_tutor_hears(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await crew.answer(greta, await claimed(crew, amina, greta), "Yes", 20)
    public = thread.question.public_id
    seen = await claiming.say_whether_it_helped(session, amina, public, Helped.YES, NOW, HOURS)
    assert (seen.question.state, seen.question.helped) == (State.CLOSED, Helped.YES)
    assert await crew.told("tutoring.solved") == [greta.id]
