"""Quizzes on a phone, over HTTP, on the real content."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot import places
from bot.app import build_bot
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item, Kind
from bot.items.answers import encode_answer
from bot.items.rules import right_answer
from bot.kit.address import unpack
from bot.kit.db import Database
from bot.kit.settings import Settings
from bot.quizzes import store
from bot.quizzes.addresses import AnswerQuestion, BeginQuiz, ShowMistakes, ShowResult
from bot.quizzes.rules import Standing
from tests.people import Cast, Phone, buttons_of
from tests.quizzes.samples import rows_of, wrong_answer
from tests.untranslated import without


def asked_now(phone: Phone, content: Curriculum) -> tuple[AnswerQuestion, Item]:
    """The question on the newest screen: where its answers go, and its item."""
    addresses = [unpack(button["callback_data"]) for button in buttons_of(phone.of_bot()[-1])]
    answers = [address for address in addresses if isinstance(address, AnswerQuestion)]
    flags = [address for address in addresses if isinstance(address, places.AskTutor)]
    return answers[0], content.items[flags[0].reference]


async def hands_in(phone: Phone, content: Curriculum, *, right: bool = True) -> AnswerQuestion:
    """Answer the question on the newest screen with one press, as if all had been built before."""
    at, item = asked_now(phone, content)
    answer = right_answer(item) if right else wrong_answer(item)
    address = AnswerQuestion(at.attempt, at.position, encode_answer(item, answer), done=True)
    await phone.presses_old(address)
    return address


async def begins(phone: Phone, quiz: str = "eures") -> None:
    await phone.presses_old(BeginQuiz(quiz))


async def turns_to(phone: Phone, quiz: str) -> None:
    """To the page of the list that has it."""
    while not any(label.startswith(quiz) for label in phone.labels()):
        await phone.presses("Next")


async def takes(phone: Phone, content: Curriculum, right: Callable[[int], bool]) -> str:
    """A whole attempt; its public id."""
    await begins(phone)
    for number in range(1, 21):
        address = await hands_in(phone, content, right=right(number))
        if number < 20:
            await phone.presses("Next question")
    return address.attempt


def asks_only(content: Curriculum, kind: Kind) -> None:
    """The EURES quiz with its questions of one kind alone: chance draws no other."""
    quiz = content.quizzes["eures"]
    items = tuple(item for item in quiz.items if item.kind is kind)
    small = replace(quiz, items=items, draw=len(items))
    use_curriculum(replace(content, quizzes={**content.quizzes, "eures": small}))


async def standing(cast: Cast, phone: Phone) -> Standing:
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        return (await store.load_summary(session, person.id))["eures"]


async def test_from_the_list_to_a_question(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/quiz")
    amina.sees("What would you like to be tested on?")
    await turns_to(amina, "EURES")
    await amina.presses("EURES")
    amina.sees("20 questions · 70% to pass")
    await amina.presses("Begin")
    amina.sees("Question 1 of 20")
    assert amina.labels()[-2:] == ["Ask a tutor", "Pause"]
    assert len(amina.of_bot()) == 1


async def test_an_answer_is_explained_and_leads_on(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await hands_in(amina, content)
    amina.sees("Question 1 of 20 · points: 1 of 1")
    amina.sees("Right.")
    amina.sees("Source: ")
    await amina.presses("Next question")
    amina.sees("Question 2 of 20")


async def test_several_answers_are_ticked_and_handed_in(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    asks_only(content, Kind.MULTIPLE)
    await begins(amina)
    await amina.presses("B")
    amina.sees("Chosen: B.")
    await amina.presses("C", times=2)
    amina.sees("Chosen: B and C.")
    await amina.presses("☑ B")
    amina.sees("Chosen: C.")
    await amina.presses("Check")
    amina.sees("your answer")


@pytest.mark.parametrize("kind", [Kind.ORDERING, Kind.MATCHING])
async def test_parts_are_placed_by_tapping(cast: Cast, content: Curriculum, kind: Kind) -> None:
    amina = await cast.trainee("Amina")
    asks_only(content, kind)
    await begins(amina)
    await amina.presses("A")
    amina.sees("so far")
    await amina.presses("Undo")
    while "Check" not in amina.labels():
        await amina.presses(amina.labels()[0])
    await amina.presses("Check")
    amina.sees("right")
    assert amina.labels()[-1] == "Pause"


async def test_a_second_press_stores_one_answer(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    at, item = asked_now(amina, content)
    code = encode_answer(item, right_answer(item))
    await amina.presses_old(AnswerQuestion(at.attempt, 1, code, done=True), times=2)
    amina.sees("Question 1 of 20 · points: 1 of 1")
    async with cast.stage.app.services.database.reading() as session:
        row, answers = await rows_of(session, at.attempt)
    assert (row.position, len(answers)) == (2, 1)


async def test_two_devices_share_one_attempt(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    on_the_tablet = asked_now(amina, content)[0]
    await hands_in(amina, content)
    await amina.presses("Next question")
    await amina.presses_old(on_the_tablet)
    amina.sees("Question 1 of 20 · points: 1 of 1")
    await amina.presses("Next question")
    amina.sees("Question 2 of 20")


async def test_a_quiz_is_gone_on_with_after_a_restart(
    cast: Cast, content: Curriculum, bot_settings: Settings, sqlite_database: Database
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await hands_in(amina, content)
    old, cast.stage.app = cast.stage.app, await build_bot(
        bot_settings, cast.stage.clock, sqlite_database
    )  # fmt: skip
    await amina.presses("Next question")
    amina.sees("Question 2 of 20")
    await amina.presses("Pause")
    amina.sees("You stopped at question 2 of 20.")
    await amina.presses("Go on at question 2")
    amina.sees("Question 2 of 20")
    await cast.stage.app.services.bot.session.close()
    cast.stage.app = old


async def test_a_button_of_a_year_ago_still_answers(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    cast.stage.clock.forward(days=365)
    await hands_in(amina, content)
    amina.sees("Right.")


async def test_whoever_passes_is_told_so(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    attempt = await takes(amina, content, lambda number: number > 6)
    amina.sees("Question 20 of 20")
    await amina.presses("See the result")
    amina.sees("You passed this quiz.\n14 of 20 points, that is 70%. You needed 70%.")
    found = await standing(cast, amina)
    assert found.open is None
    assert found.best is not None
    assert (found.best.attempt, found.best.percent) == (attempt, 70)


async def test_a_result_says_what_to_read_again(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await takes(amina, content, lambda number: number > 7)
    await amina.presses("See the result")
    amina.sees("You have not passed this quiz yet.")
    amina.sees("What to read again")
    _, lesson = amina.button(amina.labels()[0])
    assert isinstance(unpack(lesson["callback_data"]), places.OpenLesson)
    await amina.presses(amina.labels()[0])
    amina.sees("Card 1 of")


async def test_one_goes_through_the_mistakes(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await takes(amina, content, lambda number: number not in {3, 7})
    await amina.presses("See the result")
    await amina.presses("Look at mistakes")
    amina.sees("Tap a number to see why.")
    await amina.presses("3")
    amina.sees("Question 3 of 20 · points: 0 of 1")
    await amina.presses("Next mistake")
    amina.sees("Question 7 of 20 · points: 0 of 1")
    assert "Next mistake" not in amina.labels()
    await amina.presses("See the result")
    await amina.presses("Take it again")
    amina.sees("Question 1 of 20")


async def test_a_button_of_a_finished_attempt_shows_the_result(
    cast: Cast, content: Curriculum
) -> None:
    amina = await cast.trainee("Amina")
    attempt = await takes(amina, content, lambda number: True)
    await amina.presses_old(AnswerQuestion(attempt, 5, "0", done=True))
    amina.sees("20 of 20 points")
    await amina.presses_old(ShowMistakes(attempt))
    amina.sees("Everything was right in this attempt.")


async def test_another_persons_attempt_stays_theirs(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    elena = await cast.trainee("Elena")
    await begins(amina)
    address = asked_now(amina, content)[0]
    for strange in (address, ShowResult(address.attempt), ShowMistakes(address.attempt)):
        await elena.presses_old(strange)
        elena.sees("That button is from earlier")
        elena.sees("What would you like to be tested on?")
        elena.sees_no("Question 1 of 20")


@pytest.mark.parametrize("data", ["quizzes.open:gone", "quizzes.begin:gone", "quizzes.answer:1"])
async def test_what_never_was_leads_to_a_fresh_screen(cast: Cast, data: str) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(data)
    amina.sees("That button is from earlier")


async def test_nonsense_in_between_loses_nothing(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await hands_in(amina, content)
    await amina.writes("🦆" * 200)
    await amina.writes("/quiz now")
    await turns_to(amina, "EURES")
    amina.sees("You stopped at question 2 of 20.")
    await amina.presses("Next question")
    amina.has_seen("Question 2 of 20")


async def test_in_greek_with_a_note_where_the_text_is_english(
    cast: Cast, content: Curriculum
) -> None:
    eleni = await cast.trainee("Ελένη Παπαδοπούλου", language="el")
    use_curriculum(without(content, "el"))
    await begins(eleni)
    eleni.sees("Ερώτηση 1 από 20")
    eleni.sees("Η ερώτηση δεν έχει μεταφραστεί ακόμη")
    await hands_in(eleni, content)
    eleni.sees("Σωστά.")


async def test_in_swedish_without_a_note(cast: Cast, content: Curriculum) -> None:
    astrid = await cast.trainee("Astrid", language="sv")
    await begins(astrid)
    await hands_in(astrid, content)
    astrid.sees("Rätt.")
    astrid.sees_no("inte översatt")
