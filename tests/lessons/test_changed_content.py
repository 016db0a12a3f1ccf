"""Lessons change while somebody reads them: no answer or note is broken, no button is misread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

import pytest
from sqlalchemy import select

from bot import places
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.items import store as item_store
from bot.kit.db import Database, table_of
from bot.lessons.addresses import OpenCard
from bot.lessons.tables import CheckAnswerRow
from tests.items.changes import (
    newer,
    other_key,
    renumbered,
    with_item,
    without_a_scene,
    without_lesson,
)
from tests.items.samples import CASE, SINGLE
from tests.people import Cast, Phone, buttons_of

LESSON: Final = "eures-network"
CARD: Final = OpenCard(LESSON, "check")
Change: TypeAlias = Callable[[Item], Item]
CHANGES: Final[Mapping[str, Change]] = {
    "another text and version": newer,
    "another key, the same version": other_key,
    "options renumbered": renumbered,
    "options renumbered, the same version": lambda item: replace(renumbered(item), version=1),
    "a scene less": without_a_scene,
}


@pytest.fixture
def sqlite_database(database: Database) -> Database:
    """The stage stands on both kinds here."""
    return database


@pytest.fixture(params=[SINGLE, CASE], ids=["single", "case"])
def item(request: pytest.FixtureRequest, cast: Cast, content: Curriculum) -> Item:
    """On the check card of a real lesson."""
    assert cast.stage.app
    card = next(one for one in content.lessons[LESSON].cards if one.id == CARD.card)
    assert card.item is not None
    asked = replace(request.param, id=card.item.id)
    use_curriculum(with_item(content, asked))
    return asked


def each_change(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The test under every change to each kind of item."""
    pairs = [
        pytest.param(item, change, id=f"{item.kind}, {name}")
        for item in (SINGLE, CASE)
        for name, change in CHANGES.items()
        if change(item) != item
    ]
    return pytest.mark.parametrize(("item", "change"), pairs, indirect=["item"])(test)


async def stored(cast: Cast) -> list[tuple[str, str, bool]]:
    table = table_of(CheckAnswerRow)
    wanted = select(table.c.fingerprint, table.c.answer, table.c.correct).order_by(table.c.id)
    async with cast.stage.app.services.database.reading() as session:
        return [tuple(row) for row in await session.execute(wanted)]


async def opens(cast: Cast) -> Phone:
    amina = await cast.trainee("Amina")
    await amina.presses_old(CARD)
    return amina


def choice(phone: Phone, item: Item) -> str:
    """The letter that ends the item at once: the last option or choice as the old file has it."""
    last = item.options[-1].text if item.options else item.scenes[0].choices[-1].text
    wanted = f". {last.text('en').text}"
    return next(line[0] for line in phone.screen.splitlines() if line.endswith(wanted))


@each_change
async def test_a_button_drawn_before_the_change_answers_nothing_else(
    cast: Cast, content: Curriculum, item: Item, change: Change
) -> None:
    amina, changed = await opens(cast), change(item)
    letter = choice(amina, item)
    use_curriculum(with_item(content, changed))
    await amina.presses(letter)
    amina.sees("This is how it stands now")
    amina.sees(changed.question.text("en").text)
    assert await stored(cast) == []


@each_change
async def test_an_answer_stays_and_the_changed_question_is_asked_anew(
    cast: Cast, content: Curriculum, item: Item, change: Change
) -> None:
    amina, changed = await opens(cast), change(item)
    await amina.presses(choice(amina, item))
    before = await stored(cast)
    use_curriculum(with_item(content, changed))
    await amina.presses_old(CARD)
    amina.sees("Tap the letter")
    assert await stored(cast) == before
    use_curriculum(with_item(content, item))
    await amina.presses_old(CARD)
    amina.sees("Not right.")


async def test_an_answer_can_be_explained_when_its_question_is_gone(
    cast: Cast, content: Curriculum, item: Item
) -> None:
    amina = await opens(cast)
    await amina.presses(choice(amina, item))
    use_curriculum(without_lesson(content, LESSON))
    mark = (await stored(cast))[0][0]
    async with cast.stage.app.services.database.reading() as session:
        kept = await item_store.load_snapshots(session, [(item.id, mark)])
    assert kept[mark] == item


async def test_a_lesson_that_is_gone_leaves_no_button_without_an_answer(
    cast: Cast, content: Curriculum, item: Item
) -> None:
    amina = await opens(cast)
    buttons = [button["callback_data"] for button in buttons_of(amina.of_bot()[-1])]
    use_curriculum(without_lesson(content, LESSON))
    for data in buttons:
        await amina.presses_old(data)
        assert amina.labels()
    for command in ("/home", "/lessons", "/plan"):
        await amina.writes(command)
        assert amina.labels()
    amina.sees_no("something went wrong")
    await amina.presses_old(places.OpenLesson(LESSON))
    amina.sees("This is how it stands now")
    amina.sees("What there is to read")


async def test_a_note_stays_when_its_card_is_gone_and_back(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    card = next(one for one in content.lessons[LESSON].cards if one.kind == "reflection")
    await amina.presses_old(OpenCard(LESSON, card.id))
    await amina.writes("Ask the adviser first.")
    use_curriculum(without_lesson(content, LESSON))
    await amina.edits("Ask the adviser", "Ask the adviser today.")
    amina.sees("This is how it stands now")
    use_curriculum(content)
    await amina.presses_old(OpenCard(LESSON, card.id))
    amina.sees("Ask the adviser first.")
