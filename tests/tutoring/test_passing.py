"""A question handed to a named colleague, on both databases and on phones."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people import guards
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.actions import claiming, passing
from bot.tutoring.actions.refusals import ColleagueKept, NotYours
from bot.tutoring.addresses import PassOn, PassTo
from bot.tutoring.rules.thread import Thread
from tests.people import Cast
from tests.tutoring.conftest import NOW, Crew
from tests.tutoring.test_journey import answers, asks, question_of


async def held(crew: Crew, amina: Person, greta: Person) -> Thread:
    public = (await crew.ask(amina)).question.public_id
    return await claiming.claim_question(crew.session, greta, public, NOW)


async def passes(crew: Crew, tutor: Person, thread: Thread, to: Person) -> Thread:
    asked = thread.question
    return await passing.pass_on(
        crew.session, tutor, asked.public_id, asked.version, to.public_id, NOW
    )


async def test_the_colleague_has_it_is_told_once_and_the_promise_stays(
    crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await held(crew, amina, greta)
    passed = await passes(crew, greta, thread, jon)
    assert (passed.question.claimed_by, passed.question.unread_tutor) == (jon.id, True)
    assert passed.question.due_at == thread.question.due_at
    again = await passes(crew, greta, thread, jon)
    assert again.question == passed.question
    assert await crew.told("tutoring.passed_on") == [jon.id]


async def test_it_goes_back_to_whoever_gave_it(
    crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    passed = await passes(crew, greta, await held(crew, amina, greta), jon)
    returned = await passes(crew, jon, passed, greta)
    assert returned.question.claimed_by == greta.id
    assert await crew.told("tutoring.passed_on") == [jon.id, greta.id]


async def test_an_old_press_hands_nothing_on(
    crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await held(crew, amina, greta)
    await passes(crew, jon, await passes(crew, greta, thread, jon), greta)
    with pytest.raises(ScreenOutdated):
        await passes(crew, greta, thread, jon)


async def test_only_who_has_it_hands_it_on_and_only_to_somebody_in_scope(
    crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await held(crew, amina, greta)
    of_spain = await crew.join("T2", Grant(Role.TUTOR, ScopeKind.COUNTRY, "ES"))
    with pytest.raises(NotYours):
        await passes(crew, jon, thread, await crew.tutor("Kim"))
    for nobody in (of_spain, amina, greta):
        with pytest.raises(ScreenOutdated):
            await passes(crew, greta, thread, nobody)
    with pytest.raises(ScreenOutdated):
        await passes(crew, of_spain, thread, jon)


async def test_colleagues_who_speak_the_askers_language_come_first(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    carla = await crew.join("Carla", Grant(Role.COORDINATOR))
    kim = await crew.tutor("Kim")
    await crew.tutor("Blocked", blocked_at=NOW)
    thread = await held(crew, amina, greta)
    _, found, _ = await passing.begin_passing(session, greta, thread.question.public_id, NOW)
    assert found == [kim, carla, jon]


async def test_a_colleague_who_judges_the_asker_gets_nothing(
    crew: Crew, amina: Person, greta: Person, jon: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Judges(Refusal):
        pass

    async def keep(_session: AsyncSession, tutor: Person, _trainees: object) -> None:
        if tutor.id == jon.id:
            raise Judges

    thread = await held(crew, amina, greta)
    monkeypatch.setattr(guards, "_GUARDS", [keep])
    with pytest.raises(ColleagueKept) as kept:
        await passes(crew, greta, thread, jon)
    assert kept.value.instead == PassOn(thread.question.public_id)
    assert await crew.told("tutoring.passed_on") == []


async def test_handed_on_answered_by_the_colleague(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon", language="sv")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Hand on")
    await greta.presses("Jon · Swedish", times=2)
    greta.sees("Jon has it now and has been told.")
    assert "Answer" not in greta.labels()
    await jon.looks()
    jon.sees("Greta har lämnat frågan från Amina till dig.")
    await jon.presses("Svara")
    await jon.writes("Ja.")
    await amina.looks()
    amina.sees("Jon answers:")


async def test_the_colleague_gives_it_back(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Hand on")
    await greta.presses("Jon · English")
    await jon.looks()
    await jon.presses("Give it back to Greta")
    jon.sees("With Greta")
    await greta.looks()
    greta.sees("Jon has handed you the question from Amina.")


async def test_somebody_elses_question_cannot_be_handed_on(cast: Cast) -> None:
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon")
    await asks(amina)
    await answers(greta)
    public = await question_of(cast, amina)
    to = (await cast.person(jon)).public_id
    for phone in (bo, amina):
        await phone.presses_old(PassTo(public, 1, to))
        await phone.presses_old(PassOn(public))
    await jon.presses_old(PassOn(public))
    jon.sees("not with you")
    await greta.presses_old(PassTo(public, 1, "nobody"))
    greta.sees("things have changed since")
