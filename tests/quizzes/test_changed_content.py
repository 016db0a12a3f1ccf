"""What is taught changes while people are tested on it: no answer given earlier is broken.

Each change is made under a running and a finished attempt, on both databases, on phones over HTTP.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import pytest

from bot import places
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Quiz
from bot.items.answers import encode_answer
from bot.items.rules import right_answer
from bot.kit.address import unpack
from bot.kit.db import Database
from bot.quizzes.addresses import AnswerQuestion, BeginQuiz, LookAt, ShowMistakes, ShowResult
from tests.items.changes import newer, other_key, renumbered, without_a_scene
from tests.items.samples import CASE, MULTIPLE, SINGLE, words
from tests.people import Cast, Phone, buttons_of
from tests.quizzes.samples import QUIZ, rows_of, with_quiz, wrong_answer


def asking(item: Item, name: str) -> Item:
    return replace(item, id=name, question=words(f"Old {name}?"), reads=("eures-move",))


ITEMS: Final = (asking(SINGLE, "q-single"), asking(MULTIPLE, "q-multiple"), asking(CASE, "q-case"))
OLD: Final = replace(QUIZ, items=ITEMS, draw=3, pass_mark=100)
BY_ID: Final = {item.id: item for item in ITEMS}


def changed(change: Callable[[Item], Item]) -> Quiz:
    return replace(OLD, items=tuple(map(change, ITEMS)))


CHANGES: Final = {
    "another text and version": changed(newer),
    "another key, the same version": changed(other_key),
    "an item less": replace(OLD, items=ITEMS[2:], draw=1),
    "options renumbered": changed(renumbered),
    "a scene less": changed(without_a_scene),
    "no quiz": None,
}


@dataclass(frozen=True)
class Taught:
    """Puts a changed quiz, or none, into use."""

    content: Curriculum

    def now(self, quiz: Quiz | None) -> None:
        use_curriculum(with_quiz(self.content, quiz) if quiz else self.content)


@pytest.fixture
def sqlite_database(database: Database) -> Database:
    """The stage stands on both kinds here."""
    return database


@pytest.fixture
def taught(cast: Cast, content: Curriculum) -> Taught:
    assert cast.stage.app
    taught = Taught(content)
    taught.now(OLD)
    return taught


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> Quiz | None:
    return CHANGES[request.param]


def asked_now(phone: Phone) -> tuple[AnswerQuestion, Item]:
    """Where the answers on the newest screen go, and which of the old items it asks."""
    found = [unpack(button["callback_data"]) for button in buttons_of(phone.of_bot()[-1])]
    at = next(address for address in found if isinstance(address, AnswerQuestion))
    flag = next(address for address in found if isinstance(address, places.AskTutor))
    return at, BY_ID[flag.reference]


async def answers(phone: Phone, *, right: bool = True) -> AnswerQuestion:
    at, item = asked_now(phone)
    answer = right_answer(item) if right else wrong_answer(item)
    pressed = AnswerQuestion(at.attempt, at.position, encode_answer(item, answer), done=True)
    await phone.presses_old(pressed)
    return pressed


async def begins(cast: Cast) -> Phone:
    amina = await cast.trainee("Amina")
    await amina.presses_old(BeginQuiz(OLD.id))
    return amina


async def finishes(phone: Phone, *, right: bool = True) -> str:
    """Whatever is left of the attempt; its id."""
    while True:
        attempt = (await answers(phone, right=right)).attempt
        if "Next question" not in phone.labels():
            return attempt
        await phone.presses("Next question")


async def test_a_running_attempt_goes_on_as_it_began(
    cast: Cast, taught: Taught, change: Quiz | None
) -> None:
    amina = await begins(cast)
    item = asked_now(amina)[1]
    pressed = await answers(amina)
    taught.now(change)
    await amina.presses_old(pressed)
    amina.sees("Question 1 of 3 · points: 1 of 1")
    amina.sees(f"Old {item.id}?")
    await amina.presses("Next question")
    amina.sees("Question 2 of 3")
    amina.sees("Old q-")
    attempt = await finishes(amina)
    await amina.presses_old(ShowResult(attempt))
    amina.sees("You passed this quiz.")
    amina.sees("3 of 3")
    async with cast.stage.app.services.database.reading() as session:
        row, given = await rows_of(session, attempt)
    assert (row.total, [one.correct for one in given]) == (3, [True, True, True])


async def test_a_step_of_an_answer_begun_before_the_change_counts(
    cast: Cast, taught: Taught, change: Quiz | None
) -> None:
    amina = await begins(cast)
    while asked_now(amina)[1].kind is not Kind.CASE:
        await answers(amina)
        await amina.presses("Next question")
    line = next(one for one in amina.screen.splitlines() if one.endswith("do b in call"))
    await amina.presses(line[0])
    taught.now(change)
    line = next(one for one in amina.screen.splitlines() if one.endswith("do b in angry"))
    await amina.presses(line[0])
    amina.sees("1. do b in call – not the best choice")
    amina.sees("2. do b in angry – not the best choice")


async def test_a_finished_attempt_keeps_its_result_and_its_reasons(
    cast: Cast, taught: Taught, change: Quiz | None
) -> None:
    amina = await begins(cast)
    attempt = await finishes(amina, right=False)
    await amina.presses_old(ShowResult(attempt))
    before = amina.screen
    taught.now(change)
    await amina.presses_old(ShowResult(attempt))
    assert amina.screen.splitlines()[1:] == before.splitlines()[1:]  # the title may be gone
    await amina.presses_old(ShowMistakes(attempt))
    assert len(re.findall(r"Old q-", amina.screen)) == 3
    for position in (1, 2, 3):
        await amina.presses_old(LookAt(attempt, position))
        amina.sees(f"Question {position} of 3")
        assert "New" not in amina.screen


@pytest.mark.parametrize("name", ["an item less", "no quiz"])
async def test_every_button_of_an_old_question_leads_somewhere(
    cast: Cast, taught: Taught, name: str
) -> None:
    amina = await begins(cast)
    pressed = [button["callback_data"] for button in buttons_of(amina.of_bot()[-1])]
    taught.now(CHANGES[name])
    for data in pressed:
        await amina.presses_old(data)
        amina.sees_no("something went wrong")
        assert amina.labels()


async def test_a_new_attempt_asks_what_is_taught_now(
    cast: Cast, taught: Taught, change: Quiz | None
) -> None:
    amina = await begins(cast)
    await finishes(amina)
    taught.now(change)
    await amina.presses_old(BeginQuiz(OLD.id))
    if change is None:
        amina.sees("This is how it stands now")
        return
    at, item = asked_now(amina)
    async with cast.stage.app.services.database.reading() as session:
        row, _ = await rows_of(session, at.attempt)
    marks = {item.fingerprint for item in change.items}
    assert row.total == change.draw
    assert all(mark in marks for _, mark in json.loads(row.asked))
    now = next(one for one in change.items if one.id == item.id)
    amina.sees(now.question.text("en").text)


async def test_a_quiz_that_is_gone_can_be_finished_and_is_offered_no_more(
    cast: Cast, taught: Taught
) -> None:
    amina = await begins(cast)
    taught.now(None)
    await amina.presses("Pause")
    amina.sees("A former quiz")
    await amina.presses("Home")
    await amina.writes("/quiz")
    await amina.presses("A former quiz")
    await amina.presses("Go on")
    amina.sees("Question 1 of 3")
    attempt = await finishes(amina)
    await amina.presses_old(ShowResult(attempt))
    amina.sees("3 of 3")
    assert amina.labels() == ["All quizzes", "Home"]
    await amina.presses("All quizzes")
    assert "A former quiz" not in amina.labels()
