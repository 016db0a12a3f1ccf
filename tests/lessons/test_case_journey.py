"""A case on a check card, gone through on a phone, over HTTP."""

from dataclasses import replace

import pytest

from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database
from bot.lessons import store
from bot.lessons.addresses import AnswerCheck, OpenCard
from tests.items.samples import CASE
from tests.people import Cast, Phone

LESSON = "eures-network"
ITEM = replace(CASE, id="lc-case")


@pytest.fixture
def sqlite_database(database: Database) -> Database:
    """The stage stands on both kinds here."""
    return database


@pytest.fixture(autouse=True)
def with_case(cast: Cast, content: Curriculum) -> None:
    """The real lesson, with a case on its check card."""
    assert cast.stage.app
    lesson = content.lessons[LESSON]
    cards = tuple(replace(c, item=ITEM) if c.id == "check" else c for c in lesson.cards)
    lessons = {**content.lessons, LESSON: replace(lesson, cards=cards)}
    use_curriculum(replace(content, lessons=lessons, items={**content.items, ITEM.id: ITEM}))


def letter_of(phone: Phone, choice: str) -> str:
    return next(line[0] for line in phone.screen.splitlines() if line.endswith(f". {choice}"))


async def chooses(phone: Phone, choice: str) -> None:
    await phone.presses(letter_of(phone, choice))


async def opens_case(phone: Phone) -> None:
    await phone.presses_old(OpenCard(LESSON, "check"))


async def answer_of(cast: Cast, phone: Phone) -> str | None:
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        return await store.find_answer(session, person.id, ITEM)


async def test_a_case_goes_on_scene_by_scene_in_one_message(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await opens_case(amina)
    amina.sees("Which?\n\nscene call")
    messages = len(amina.of_bot())
    await chooses(amina, "do b in call")
    amina.sees("You chose: do b in call\n\nscene angry")
    await chooses(amina, "do a in angry")
    amina.sees("You chose: do a in angry\n\nscene visit")
    assert await answer_of(cast, amina) is None
    await chooses(amina, "do c in visit")
    await chooses(amina, "do b in week")
    amina.sees("Partly right.")
    amina.sees("4. do b in week – a good choice\nabout week b")
    assert (len(amina.of_bot()), await answer_of(cast, amina)) == (messages, "1021")


async def test_a_choice_pressed_twice_is_taken_once(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(AnswerCheck(ITEM.id, ITEM.mark, "0", False), times=2)
    amina.sees("scene visit")
    await amina.presses_old(AnswerCheck(ITEM.id, ITEM.mark, "011", True), times=2)
    amina.sees("Right.")
    assert await answer_of(cast, amina) == "011"


async def test_who_is_interrupted_goes_on_with_what_lies_in_the_chat(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await opens_case(amina)
    await chooses(amina, "do a in call")
    message, button = amina.button(letter_of(amina, "do b in visit"))
    await amina.writes("/home")
    await amina.presses_data(button["callback_data"], message["message_id"])
    amina.has_seen("You chose: do b in visit\n\nscene week")


async def test_who_opens_the_card_again_goes_on_at_the_scene_reached(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await opens_case(amina)
    await chooses(amina, "do b in call")
    await opens_case(amina)
    amina.sees("You chose: do b in call\n\nscene angry")
    assert await answer_of(cast, amina) is None


@pytest.mark.parametrize(("code", "done"), [("2", True), ("0", False), ("-", False), ("01", False)])
async def test_a_choice_that_is_made_is_not_taken_back(cast: Cast, code: str, done: bool) -> None:
    amina = await cast.trainee("Amina")
    await opens_case(amina)
    await chooses(amina, "do b in call")
    await amina.presses_old(AnswerCheck(ITEM.id, ITEM.mark, code, done))
    amina.sees("You chose: do b in call\n\nscene angry")
    assert await answer_of(cast, amina) is None


async def test_a_way_is_kept_only_where_it_still_was_as_it_was_seen(cast: Cast) -> None:
    person = await cast.person(await cast.trainee("Amina"))
    async with cast.stage.app.services.database.transaction() as session:
        assert await store.save_path(session, person.id, ITEM, "0", was="-")
        assert not await store.save_path(session, person.id, ITEM, "1", was="-")
        assert await store.save_path(session, person.id, ITEM, "01", was="0")
        assert await store.find_path(session, person.id, ITEM) == "01"
        assert await store.find_path(session, person.id, replace(ITEM, version=2)) is None


async def test_a_case_that_is_handed_in_stays_as_it_went(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(AnswerCheck(ITEM.id, ITEM.mark, "2", True))
    amina.sees("1. do c in call – not the best choice")
    await amina.presses_old(AnswerCheck(ITEM.id, ITEM.mark, "011", True))
    amina.sees("1. do c in call – not the best choice")
    assert await answer_of(cast, amina) == "2"


@pytest.mark.parametrize("code", ["9", "20", "03", "x"])
async def test_a_button_that_no_scene_has_leads_to_the_case(cast: Cast, code: str) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(AnswerCheck(ITEM.id, ITEM.mark, code, True))
    amina.sees("scene call")
    assert await answer_of(cast, amina) is None


async def test_a_case_is_gone_through_in_greek(cast: Cast) -> None:
    eleni = await cast.trainee("Ελένη", "el")
    await opens_case(eleni)
    eleni.sees("Τι κάνετε; Πατήστε το γράμμα.")
    await chooses(eleni, "do c in call")
    eleni.sees("όχι η καλύτερη επιλογή")
