"""The needs analysis changes while somebody takes it: answers stay, no button is misread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.kit.db import Database
from bot.needs import store
from bot.needs.addresses import OpenPart, ShowOutcome, ShowQuestion, ShowResult
from bot.needs.rules.parts import Phase
from tests.items.changes import newer, other_key, renumbered, with_item, without_check
from tests.items.samples import SINGLE, words
from tests.needs.test_journey import answers_part
from tests.people import Cast, Phone

START: Final = Phase.START
CHANGES: Final = {
    "another text and version": newer,
    "another key, the same version": other_key,
    "options renumbered": renumbered,
    "options renumbered, the same version": lambda item: replace(renumbered(item), version=1),
}


@pytest.fixture
def sqlite_database(database: Database) -> Database:
    """The stage stands on both kinds here."""
    return database


@pytest.fixture
def item(cast: Cast, content: Curriculum) -> Item:
    """The first knowledge check of the first part."""
    assert cast.stage.app
    asked = replace(SINGLE, id=content.needs.checks["1"][0].id, outcomes=("1.1",))
    use_curriculum(with_item(content, asked))
    return asked


@pytest.fixture(params=CHANGES)
def changed(request: pytest.FixtureRequest, item: Item) -> Item:
    change: Callable[[Item], Item] = CHANGES[request.param]
    return change(item)


async def asked_the_check(cast: Cast, item: Item) -> Phone:
    amina = await cast.trainee("Amina")
    await amina.writes("/needs")
    await amina.presses("Begin")
    await amina.presses_old(ShowQuestion(START, item.id))
    return amina


def letter(phone: Phone, option: str) -> str:
    return next(line[0] for line in phone.screen.splitlines() if line.endswith(f". {option}"))


async def verdicts(cast: Cast, phone: Phone) -> list[tuple[str, str, bool]]:
    """Knowledge checks that were answered: item, fingerprint, right or not."""
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        records = await store.load_records(session, person.id)
    answers = [answer for record in records for answer in record.answers.values()]
    return [(a.question, a.fingerprint, a.correct) for a in answers if a.correct is not None]


async def test_a_button_drawn_before_the_change_answers_nothing_else(
    cast: Cast, content: Curriculum, item: Item, changed: Item
) -> None:
    amina = await asked_the_check(cast, item)
    pressed = letter(amina, "a")
    use_curriculum(with_item(content, changed))
    await amina.presses(pressed)
    amina.sees("This is how it stands now")
    amina.sees(changed.question.text("en").text)
    assert await verdicts(cast, amina) == []


async def test_an_answer_counts_and_is_explained_as_it_was(
    cast: Cast, content: Curriculum, item: Item, changed: Item
) -> None:
    amina = await asked_the_check(cast, item)
    await amina.presses(letter(amina, "a"))
    amina.sees("Right.")
    use_curriculum(with_item(content, changed))
    await amina.presses_old(ShowQuestion(START, item.id))
    amina.sees("Right.")
    amina.sees("about a")
    assert await verdicts(cast, amina) == [(item.id, item.fingerprint, True)]


async def test_a_check_that_is_gone_leaves_part_and_result_as_they_are(
    cast: Cast, content: Curriculum, item: Item
) -> None:
    amina = await asked_the_check(cast, item)
    await amina.presses(letter(amina, "a"))
    use_curriculum(without_check(content, item))
    await amina.presses_old(ShowQuestion(START, item.id))
    amina.sees("This is how it stands now")
    await amina.presses_old(OpenPart(START, "1"))
    await answers_part(amina, without_check(content, item), "1")
    amina.sees("Part 1 of 7 is done")
    await amina.presses_old(ShowResult(START))
    amina.sees("Communication")
    assert (item.id, item.fingerprint, True) in await verdicts(cast, amina)


async def test_another_statement_leaves_what_was_answered(
    cast: Cast, content: Curriculum, item: Item
) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/needs")
    await amina.presses("Begin")
    await answers_part(amina, with_item(content, item), "1")
    statements = {**content.needs.statements, "1.1.k": words("I can explain it anew")}
    use_curriculum(replace(content, needs=replace(content.needs, statements=statements)))
    await amina.presses_old(ShowOutcome(START, "1.1"))
    amina.sees("I can explain it anew")
    amina.sees("I can with support")
