"""A quiz that asks a case, on a phone, over HTTP."""

from dataclasses import replace

import pytest

from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.items.screens.parts import LETTERS
from bot.kit.address import unpack
from bot.quizzes.addresses import AnswerQuestion, BeginQuiz
from tests.items.samples import CASE, TRUE_FALSE, words
from tests.people import Cast, Phone, buttons_of
from tests.quizzes.samples import QUIZ, rows_of, with_quiz

ITEMS = (replace(CASE, id="q-case", reads=("eures-move",)), replace(TRUE_FALSE, id="q-true"))
CASES = replace(QUIZ, items=ITEMS, draw=2)


@pytest.fixture(autouse=True)
def with_cases(cast: Cast, content: Curriculum) -> None:
    assert cast.stage.app
    use_curriculum(with_quiz(content, CASES))


async def begins(phone: Phone) -> None:
    """As far as the case."""
    await phone.presses_old(BeginQuiz(CASES.id))
    if "scene call" not in phone.screen:
        await phone.presses("true")
        await phone.presses("Next question")
    phone.sees("scene call")


async def chooses(phone: Phone, choice: str) -> None:
    line = next(line for line in phone.screen.splitlines() if line.endswith(f". {choice}"))
    await phone.presses(line[0])


def answer_on(phone: Phone) -> AnswerQuestion:
    """The newest screen's first button that answers."""
    found = [unpack(button["callback_data"]) for button in buttons_of(phone.of_bot()[-1])]
    return next(address for address in found if isinstance(address, AnswerQuestion))


async def kept(cast: Cast, attempt: str) -> list[tuple[str, str, int]]:
    async with cast.stage.app.services.database.reading() as session:
        rows = (await rows_of(session, attempt))[1]
    return [(row.item_id, row.answer, row.points) for row in rows if row.item_id == "q-case"]


async def test_a_case_earns_the_share_of_right_choices(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    attempt = answer_on(amina).attempt
    for choice in ("do b in call", "do a in angry", "do b in visit", "do b in week"):
        assert await kept(cast, attempt) == []
        await chooses(amina, choice)
    amina.sees("points: 0.75 of 1")
    amina.sees("Better here: do a in call")
    assert await kept(cast, attempt) == [("q-case", "1011", 1890)]


async def test_the_last_choice_pressed_twice_is_one_answer(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    at = answer_on(amina)
    await amina.presses_old(AnswerQuestion(at.attempt, at.position, "011", done=True), times=2)
    amina.sees("points: 1 of 1")
    assert await kept(cast, at.attempt) == [("q-case", "011", 2520)]


async def test_a_case_goes_on_after_a_pause_at_the_scene_reached_with_the_same_letters(
    cast: Cast,
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await chooses(amina, "do b in call")
    amina.sees("scene angry")
    lettered = [line for line in amina.screen.splitlines() if line[:1] in LETTERS]
    await amina.presses("Pause")
    await amina.presses("Go on")
    amina.sees("You chose: do b in call")
    assert [line for line in amina.screen.splitlines() if line[:1] in LETTERS] == lettered
    await amina.presses_old(BeginQuiz(CASES.id))
    amina.sees("scene angry")


@pytest.mark.parametrize(("code", "done"), [("2", True), ("0", False), ("-", True), ("011", True)])
async def test_a_choice_that_is_made_is_not_taken_back(cast: Cast, code: str, done: bool) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    at = answer_on(amina)
    await chooses(amina, "do b in call")
    await amina.presses_old(AnswerQuestion(at.attempt, at.position, code, done))
    amina.sees("You chose: do b in call\n\nscene angry")
    assert await kept(cast, at.attempt) == []


async def test_the_way_of_one_case_is_not_that_of_the_next(cast: Cast, content: Curriculum) -> None:
    second = replace(CASE, id="q-second", question=words("And then?"))
    use_curriculum(with_quiz(content, replace(CASES, items=(ITEMS[0], second))))
    amina = await cast.trainee("Amina")
    await amina.presses_old(BeginQuiz(CASES.id))
    await chooses(amina, "do b in call")
    await chooses(amina, "do b in angry")
    await amina.presses("Next question")
    amina.sees("scene call")


async def test_an_old_choice_does_not_change_what_is_handed_in(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    at = answer_on(amina)
    await chooses(amina, "do c in call")
    await amina.presses_old(replace(at, answer="0", done=False))
    amina.sees("do c in call – not the best choice")
    assert await kept(cast, at.attempt) == [("q-case", "2", 0)]


async def test_a_case_is_explained_after_it_has_changed(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    at = answer_on(amina)
    changed = replace(ITEMS[0], scenes=ITEMS[0].scenes[1:])
    use_curriculum(with_quiz(content, replace(CASES, items=(changed, ITEMS[1]))))
    await chooses(amina, "do b in call")
    await chooses(amina, "do b in angry")
    amina.sees("2. do b in angry – not the best choice\nabout angry b")
    assert await kept(cast, at.attempt) == [("q-case", "11", 0)]
