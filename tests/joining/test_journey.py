"""From a link to a complete profile, and what may go wrong on the way."""

from datetime import timedelta

from sqlalchemy import update

from bot.joining.actions.inviting import make_invitation
from bot.joining.rules import InvitationKind
from bot.kit.db import table_of
from bot.people.rules import Role
from bot.people.store import find_person_of_chat, save_person
from bot.people.tables import ConsentRow
from tests.people import Cast, Phone, Stage


async def invite(stage: Stage, role: Role = Role.TRAINEE, **limits: object) -> str:
    async with stage.app.services.database.transaction() as session:
        return await make_invitation(session, None, role, now=stage.clock.now(), **limits)


async def joins(cast: Cast, name: str, language: str = "English") -> Phone:
    phone = await cast.visitor(name)
    await phone.opens(await invite(cast.stage))
    await phone.presses(language)
    return phone


async def test_from_the_link_to_a_complete_profile(cast: Cast) -> None:
    eleni = await cast.visitor("Eleni", "el")
    await eleni.opens(await invite(cast.stage))
    assert eleni.labels()[0] == "Ελληνικά"
    await eleni.presses("English")
    eleni.sees("your data")
    await eleni.presses("I agree")
    eleni.sees("Trainee")
    await eleni.presses("Go on")
    eleni.sees("Question 1 of 7")
    await eleni.writes("Ελένη Παπαδοπούλου")
    await eleni.presses("Greece")
    await eleni.presses("Public")
    await eleni.presses("Athens")
    await eleni.presses("Monday")
    await eleni.presses("Thursday")
    eleni.sees("Monday and Thursday")
    await eleni.presses("Done")
    await eleni.writes("17.30")
    await eleni.presses("No quiet hours")
    eleni.sees("Your profile is complete")
    person = await cast.person(eleni)
    assert person.profile_complete
    assert (person.name, person.country, person.zone) == (
        "Ελένη Παπαδοπούλου", "GR", "Europe/Athens",
    )  # fmt: skip
    assert person.study_days == (0, 3)


async def test_before_consent_every_way_leads_to_the_consent(cast: Cast) -> None:
    amina = await joins(cast, "Amina")
    for attempt in ("/home", "/profile", "/invite", "Let me in", "/nonsense"):
        await amina.writes(attempt)
        amina.sees("Do you agree?")


async def test_declining_leaves_the_door_open(cast: Cast) -> None:
    amina = await joins(cast, "Amina")
    await amina.presses("I do not agree")
    amina.sees("nothing else about you is stored")
    await amina.writes("/home")
    amina.sees("nothing else about you is stored")
    await amina.presses("Read it again")
    await amina.presses("I agree")
    amina.sees("Welcome")


async def test_agreeing_twice_at_once_is_agreeing_once(cast: Cast) -> None:
    amina = await joins(cast, "Amina")
    await amina.presses("I agree", times=2)
    amina.sees("Welcome")
    await cast.person(amina)


async def test_five_bad_links_five_sentences(cast: Cast) -> None:
    stage = cast.stage
    used, full, old = await invite(stage), "", ""
    await (await cast.visitor("Bo")).opens("nonsense")
    many = {"kind": InvitationKind.COHORT, "quota": 1}
    full = await invite(stage, **many)
    old = await invite(stage, expires_at=stage.clock.now() + timedelta(days=1))
    for code, name in ((used, "Ana"), (full, "Eva")):
        first = await cast.visitor(name)
        await first.opens(code)
        await first.presses("English")
        await first.presses("I agree")
    stage.clock.forward(days=2)
    late = await cast.visitor("Late")
    told = set()
    for code in ("nonsense", used, full, old):
        await late.opens(code)
        told.add(late.screen)
    assert len(told) == 4
    assert any("limited time" in sentence for sentence in told)


async def test_guessing_is_slowed_down_and_told(cast: Cast) -> None:
    mallory = await cast.visitor("Mallory")
    code = await invite(cast.stage)
    for guess in ("one", "two", "three"):
        await mallory.opens(guess)
        mallory.sees("do not know this invitation")
    await mallory.opens(code)
    mallory.sees("Wait about 1 min.")
    cast.stage.clock.forward(minutes=1)
    await mallory.opens(code)
    mallory.sees("Which language")


async def test_nonsense_at_each_question_gets_a_sentence_and_keeps_the_place(cast: Cast) -> None:
    amina = await joins(cast, "Amina")
    await amina.presses("I agree")
    await amina.presses("Go on")
    await amina.writes("12345 😀")
    amina.sees("letters, spaces")
    await amina.writes("Amina Ali")
    amina.sees("Question 2 of 7")
    await amina.writes("Atlantis")
    amina.sees("do not know a country")
    await amina.writes("sverige")
    amina.sees("Question 3 of 7")
    await amina.writes("whatever")
    amina.sees("answered with the buttons")
    await amina.presses("Go on")
    amina.sees("Question 3 of 7")


async def test_the_language_can_be_changed_in_the_middle_and_the_question_stays(
    cast: Cast,
) -> None:
    amina = await joins(cast, "Amina")
    await amina.presses("I agree")
    await amina.presses("Go on")
    await amina.writes("/language")
    await amina.presses("Svenska")
    amina.sees("Fråga 1 av 7")
    await amina.writes("Amina Ali")
    amina.sees("Fråga 2 av 7")


async def test_changing_the_language_moves_nobodys_place(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/profile")
    await amina.presses("Name")
    await amina.writes("/language")
    await amina.presses("Svenska")
    amina.sees("skriver jag på svenska")
    await amina.writes("Amina Ali")
    assert (await cast.person(amina)).name == "Amina Ali"


async def test_leaving_in_the_middle_resumes_at_the_question(cast: Cast) -> None:
    amina = await joins(cast, "Amina")
    await amina.presses("I agree")
    await amina.presses("Go on")
    await amina.writes("Amina Ali")
    await amina.writes("/home")
    await amina.writes("/profile")
    amina.sees("Question 2 of 7")


async def test_an_answer_is_changed_later_and_the_profile_shows_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/profile")
    await amina.presses("Time zone")
    await amina.writes("Madrid")
    amina.sees("Time zone: Madrid")
    await amina.presses("Quiet hours")
    await amina.writes("22-7")
    assert (await cast.person(amina)).quiet_from.hour == 22


async def test_a_day_pressed_twice_is_chosen_once(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/profile")
    await amina.presses("Study days")
    await amina.presses("Tuesday", times=2)
    assert (await cast.person(amina)).study_days == (1,)


async def test_a_member_who_opens_another_invitation_is_told_what_they_got(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    code = await invite(cast.stage, Role.TUTOR)
    await amina.opens(code)
    amina.sees("Tutor")
    assert Role.TUTOR in (await cast.person(amina)).roles
    await amina.opens(code)
    amina.sees("joined already")


async def test_withdrawing_closes_the_gate_and_agreeing_opens_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/privacy")
    await amina.presses("Withdraw consent")
    await amina.presses("Yes, withdraw")
    amina.sees("is withdrawn")
    await amina.writes("/home")
    amina.sees("A new version of this text")
    await amina.presses("I agree")
    amina.sees("joined already")


async def test_a_new_text_is_asked_again_and_declining_it_closes_the_gate(cast: Cast) -> None:
    amina = await cast.trainee("Amina", consent_version=0)
    await amina.writes("/plan")
    amina.sees("A new version of this text")
    await amina.presses("I do not agree")
    amina.sees("this bot is closed to you")
    await amina.writes("/home")
    amina.sees("Do you agree?")


async def test_who_agreed_to_an_earlier_text_is_asked_anew_and_can_read_both(
    stage: Stage, cast: Cast
) -> None:
    amina = await cast.visitor("Amina")
    await amina.opens(await invite(stage))
    await amina.presses("English")
    await amina.presses("I agree")
    async with stage.app.services.database.transaction() as session:
        person = await find_person_of_chat(session, amina.id)
        assert person is not None
        await save_person(session, person.id, consent_version=1, profile_complete=True)
        await session.execute(update(table_of(ConsentRow)).values(version=1))
    await amina.writes("/plan")
    amina.sees("Version 2. Do you agree?")
    await amina.presses("I agree")
    await amina.writes("/privacy")
    amina.sees("You agreed to version 2")
    await amina.presses("My decisions")
    amina.sees("Version 1: agreed on")
    await amina.presses("Text of version 1")
    amina.sees("until you ask the contact below to erase it")


async def test_whoever_does_not_agree_again_still_gets_their_data_and_can_go(cast: Cast) -> None:
    amina = await cast.trainee("Amina", consent_version=1)
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    amina.sees("everything that is stored about you")
    await amina.writes("/forget")
    amina.sees("Erase everything about you?")


async def test_new_messages_instead_of_edits(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/privacy")
    await amina.presses("New message each step")
    before = len(amina.of_bot())
    await amina.presses("Home")
    assert len(amina.of_bot()) == before + 1


async def test_a_visitor_reads_three_screens_and_leaves_an_interest(cast: Cast) -> None:
    vera = await cast.visitor("Vera")
    await vera.writes("/start")
    vera.sees("What a job broker is")
    await vera.presses("Next")
    await vera.presses("Next")
    await vera.presses("Leave my interest")
    vera.sees("May I note this?")
    await vera.presses("Yes, note it")
    vera.sees("noted your interest")
    await vera.presses("Forget my interest")
    assert vera.labels()[0] == "Leave my interest"


async def test_a_visitors_language_is_kept(cast: Cast) -> None:
    vera = await cast.visitor("Vera")
    await vera.writes("/language")
    await vera.presses("Español")
    vera.sees("Job Broker")
    await vera.writes("hola")
    vera.sees("Qué es un Job Broker")


async def test_half_a_year_later_visitors_are_forgotten(cast: Cast) -> None:
    vera = await cast.visitor("Vera")
    await vera.writes("/start")
    for label in ("Next", "Next", "Leave my interest", "Yes, note it"):
        await vera.presses(label)
    await cast.stage.passes(days=184)
    await vera.writes("/start")
    await vera.presses("Next")
    await vera.presses("Next")
    assert vera.labels()[0] == "Leave my interest"
