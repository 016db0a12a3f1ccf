"""Questions on phones, over HTTP."""

from pathlib import Path

import pytest

from bot import places
from bot.lessons.addresses import OpenCard
from bot.people.rules import Role, ScopeKind
from bot.tutoring.addresses import ClaimQuestion, CloseQuestion, SendQuestion, WriteAnswer
from bot.tutoring.store import lists
from tests.people import Cast, Phone, words_of

LESSON = "eures-network"


async def asks(phone: Phone, words: str = "May I call the employer?") -> None:
    await phone.writes("/ask")
    await phone.writes(words)
    await phone.presses("Send question")


async def question_of(cast: Cast, phone: Phone) -> str:
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        (question,) = await lists.find_own(session, person.id, limit=2, offset=0)
    return question.public_id


async def answers(tutor: Phone, words: str = "Yes, with her consent.") -> None:
    await tutor.looks()
    await tutor.presses("Claim")
    await tutor.presses("Answer")
    await tutor.writes(words)


async def test_from_a_card_to_an_answer(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta", language="sv")
    await amina.presses_old(OpenCard(LESSON, "idea"))
    await amina.presses("Ask a tutor")
    amina.sees("About this card:")
    await amina.writes("Who pays for the interpreter?")
    amina.sees("Is this what you want to ask?")
    await amina.presses("Send question")
    amina.sees("You get an answer by")
    await greta.looks()
    greta.sees("Amina har en fråga.")
    greta.sees("Om det här kortet:")
    await greta.presses("Ta frågan")
    greta.sees("engelska · Sverige")
    await greta.presses("Svara")
    await greta.writes("The employment service does.")
    await amina.looks()
    amina.sees("Greta answers:")
    amina.sees("The employment service does.")
    await greta.presses("Öppna frågan")
    greta.sees("levererat")


async def test_a_follow_up_to_a_tutor_never_lands_in_an_open_reflection(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await amina.presses_old(OpenCard(LESSON, "reflection"))
    await answers(greta)
    await amina.looks()
    await amina.replies("And without consent?", to="Greta answers:")
    amina.sees("Added to your question")
    await greta.looks()
    greta.sees("And without consent?")
    await amina.writes("I listened first.")
    amina.sees("Only you can see this note")
    await greta.looks()
    greta.sees_no("I listened first.")


async def test_replies_hang_under_what_they_answer(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await answers(greta)
    await amina.looks()
    answer = amina.message_with("Greta answers:")
    assert words_of(answer["reply_to_message"]) == "May I call the employer?"
    await amina.replies("And without consent?", to="Greta answers:")
    await greta.looks()
    asked = greta.message_with("And without consent?")
    assert words_of(asked["reply_to_message"]) == "Yes, with her consent."
    await greta.replies("Then no.", to="And without consent?")
    await amina.looks()
    assert "without consent" in words_of(amina.message_with("Then no.")["reply_to_message"])


async def test_two_tutors_claim_and_one_gets_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon")
    await asks(amina)
    for tutor in (greta, jon):
        await tutor.looks()
        await tutor.presses("Claim")
    jon.sees("Greta was faster and has this question now.")
    await jon.presses("Go on")
    jon.sees("With Greta")
    assert "Answer" not in jon.labels()


async def test_edits_reach_the_other_side(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await amina.writes("/ask")
    await amina.writes("May I cal?")
    await amina.edits("May I cal?", "May I call?")
    amina.sees("May I call?")
    await amina.presses("Send question")
    await answers(greta, "Yse")
    await greta.edits("Yse", "Yes")
    await amina.looks()
    amina.sees("Edited by Greta:\n\nYes")
    await amina.edits("May I call?", "May I call her?")
    await greta.looks()
    greta.sees("Edited by Amina:\n\nMay I call her?")


async def test_files_go_both_ways(cast: Cast, tmp_path: Path) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        file.write_text(file.name)
    await amina.writes("/ask")
    await amina.uploads(*files, caption="Which of these?")
    amina.sees("With it: document (2)")
    await amina.presses("Send question")
    await greta.looks()
    await greta.presses("Claim")
    greta.sees("With it: document (2)")
    await greta.presses("Whole conversation")
    await greta.presses("2. document")
    assert greta.of_bot()[-1]["document"]["file_name"] == "two.txt"
    await greta.presses("Back")
    await greta.presses("Back")
    await greta.presses("Answer")
    await greta.uploads(*files)
    await amina.looks()
    assert [m["document"]["file_name"] for m in amina.of_bot()[-2:]] == ["one.txt", "two.txt"]


async def test_asked_back_closed_and_not_yet_helped(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Ask back")
    await greta.writes("Which employer?")
    await amina.looks()
    await amina.replies("The bakery", to="Which employer?")
    await greta.writes("/questions")
    await greta.presses("With me")
    await greta.presses("1. Amina")
    await greta.presses("Close")
    await amina.looks()
    amina.sees("Did this help?")
    await amina.presses("Not yet")
    await greta.looks()
    greta.sees("Amina has opened the question again.")


async def test_a_text_that_belonged_nowhere_becomes_a_question(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("Μπορώ να τηλεφωνήσω στον εργοδότη;")
    await amina.presses("Ask a tutor")
    amina.sees("Μπορώ να τηλεφωνήσω στον εργοδότη;")
    await amina.presses("Discard question")
    amina.sees("Nobody has seen it.")
    await amina.presses("My questions")
    amina.sees("You have not asked anything yet.")


async def test_own_questions_say_how_they_stand(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina, "One")
    await amina.writes("/questions")
    amina.sees("1. One\nWaiting for a tutor")
    await answers(greta)
    await amina.writes("/questions")
    amina.sees("New message\nAnswered")
    await amina.presses("1. One")
    amina.sees("With Greta")
    await amina.presses("Solved")
    amina.sees("Closed")


async def test_nobody_answers_and_it_is_brought_up(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    carl = await cast.coordinator("Carl")
    await asks(amina)
    for hours, sentence in ((48, "the agreed time is over"), (48, "twice"), (48, "no tutor")):
        await cast.stage.passes(hours=hours)
        phone = carl if sentence == "no tutor" else greta
        await phone.looks()
        phone.sees(sentence)
    await carl.presses("Claim")
    carl.sees("Question from Amina")
    assert "Answer" in carl.labels()


async def test_every_button_can_be_pressed_twice(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await amina.writes("/ask")
    await amina.writes("May I call?")
    await amina.presses("Send question", times=2)
    amina.sees("Your question is with the tutors.")
    await greta.looks()
    assert len([m for m in greta.of_bot() if "has a question" in words_of(m)]) == 1
    await greta.presses("Claim", times=2)
    greta.sees("Question from Amina")
    await greta.presses("Close", times=2)
    await amina.looks()
    assert len([m for m in amina.of_bot() if "Did this help?" in words_of(m)]) == 1


async def test_buttons_of_a_year_ago_say_how_it_stands_now(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    public = await question_of(cast, amina)
    await amina.presses_old(SendQuestion(public, 1))
    amina.sees("Your question is with the tutors.")
    await greta.presses_old(CloseQuestion(public, 1))
    greta.sees("This question is not with you")
    await greta.presses_old(WriteAnswer("gonegonego"))
    greta.sees("That button is from earlier")


@pytest.mark.parametrize("place", [ClaimQuestion, WriteAnswer, places.OpenQuestion])
async def test_out_of_scope_and_without_a_role_it_is_out_of_reach(cast: Cast, place: type) -> None:
    amina, lina = await cast.trainee("Amina"), await cast.trainee("Lina")
    scope = {"scope_kind": ScopeKind.COUNTRY, "scope": "ES"}
    rosa = await cast.member("Rosa", Role.TUTOR, **scope)
    await asks(amina)
    public = await question_of(cast, amina)
    for phone in (lina, rosa):
        await phone.presses_old(place(public))
        phone.sees_no("May I call the employer?")


async def test_nonsense_loses_nothing(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/ask")
    await amina.writes("/nonsense")
    await amina.writes("/ask")
    await amina.writes("🙂" * 1500 + " مرحبا")
    amina.sees("Is this what you want to ask?")
    await amina.writes("/home")
    await amina.writes("/ask")
    amina.sees("Is this what you want to ask?")
    await amina.presses("Send question")
    await amina.presses("Open question")
    await amina.presses("Whole conversation")
    amina.sees("🙂")


async def test_a_blocked_phone_is_said_so(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await amina.blocks()
    await answers(greta)
    await greta.presses("Open question")
    greta.sees("not delivered: the bot is blocked there")


async def test_a_reply_leaves_an_open_question_where_it_is(cast: Cast) -> None:
    """Writing under an old answer does not end what is being written now."""
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await answers(greta)
    await amina.writes("/ask")
    await amina.writes("Another question")
    await amina.replies("Thank you!", to="Greta answers:")
    await amina.writes("with a second line")
    amina.sees("Another question with a second line")


async def test_handed_back_another_tutor_takes_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Hand on")
    await greta.presses("Back into the queue")
    greta.sees("Nobody has claimed it yet")
    await jon.looks()
    jon.sees("The question from Amina is free again.")
    await jon.presses("Claim")
    assert "Answer" in jon.labels()
