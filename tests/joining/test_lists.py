"""A coordinator invites a whole list, follows it, renews and takes back what is left."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.joining import store as joining
from bot.joining.lists.addresses import MakeList, OpenList, RenewList, SendTable, TakeBack
from bot.joining.rules import Layout
from bot.people.rules import ScopeKind
from tests.cohorts.test_journey import makes_a_group
from tests.people import Cast, Phone

LIST = "Namn;Språk\nÞórdís;Íslenska\nAnna;sv\n;sv\nBo;latin\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(LIST, "utf-8-sig")
    return file


async def sends(carla: Phone, file: Path) -> None:
    await carla.writes("/invite")
    for label in ("Trainee", "The whole programme", "From a list"):
        await carla.presses(label)
    carla.sees("The first row names the columns")
    await carla.uploads(file)


async def rows_of(carla: Phone, message: dict[str, Any]) -> list[tuple[Any, ...]]:
    bot = carla.stage.app.services.bot
    sent = await bot.download(message["document"]["file_id"])
    assert sent is not None
    book = load_workbook(io.BytesIO(sent.read()))
    return list(book.worksheets[0].iter_rows(values_only=True))


async def links_of(carla: Phone) -> list[str]:
    rows = await rows_of(carla, carla.message_with("The texts for e-mail"))
    return [str(row[2]).partition("?start=")[2] for row in rows[1:]]


async def joins(bo: Phone, code: str) -> None:
    await bo.opens(code)
    await bo.presses("English")
    await bo.presses("I agree")


async def made(carla: Phone, name: str) -> int:
    counted = select(func.count()).select_from(getattr(joining, name))
    async with carla.stage.app.services.database.reading() as session:
        return (await session.execute(counted)).scalar_one()


async def test_a_list_is_looked_through_before_anything_is_made(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await sends(carla, people)
    carla.sees("2 invitations, 2 lines are wrong")
    carla.sees("Trainee · The whole programme: 2")
    carla.sees("Line 4: “–” is no name")
    carla.sees("Line 5: “latin” is none of our six languages")
    assert await made(carla, "invitations") == 0
    await carla.presses("Drop this list", times=2)
    carla.sees("There is none yet")


async def test_pressed_twice_a_list_is_made_once_in_each_language(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await sends(carla, people)
    await carla.presses("Make them: cards", times=2)
    assert await made(carla, "invitations") == 2
    carla.message_with("Here is the sheet")
    rows = await rows_of(carla, carla.message_with("The texts for e-mail"))
    assert [row[1] for row in rows] == ["Name", "Þórdís", "Anna"]
    assert "Góðan dag, Þórdís," in str(rows[1][4])
    assert "Hej Anna!" in str(rows[2][4])


async def test_each_person_is_followed_until_they_have_joined(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await sends(carla, people)
    await carla.presses("Make them: a page each")
    first, second = await links_of(carla)
    thordis, anna = await cast.visitor("Þórdís"), await cast.visitor("Anna")
    await thordis.opens(first)
    await joins(anna, second)
    await carla.writes("/invite")
    await carla.presses("My invitations")
    await carla.presses("Lists of people")
    carla.sees("made 2, opened 2, joined 1")
    await carla.presses("23 November")
    carla.sees("Þórdís · opened, not joined")
    carla.sees("Anna · joined")
    await carla.presses("Þórdís")
    carla.sees("Þórdís")
    await carla.presses("Withdraw it")
    await carla.presses("Yes, withdraw")
    await carla.presses("Back")
    carla.sees("Line 2 · taken back")


async def test_new_links_for_the_rest_end_the_old_ones_once(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await sends(carla, people)
    await carla.presses("Make them: cards")
    old, taken = await links_of(carla)
    await joins(await cast.visitor("Anna"), taken)
    await carla.presses("My invitations")
    for label in ("Lists of people", "23 November", "Do something"):
        await carla.presses(label)
    carla.sees("1 person has not joined yet")
    await carla.presses("New links: cards", times=2)
    (new,) = await links_of(carla)
    assert new not in (old, taken)
    bo = await cast.visitor("Bo")
    await bo.opens(old)
    bo.sees_no("Svenska")
    await joins(bo, new)
    bo.sees("Welcome")


async def test_what_is_left_of_a_list_is_taken_back_at_once(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await sends(carla, people)
    await carla.presses("Make them: cards")
    links = await links_of(carla)
    await joins(await cast.visitor("Anna"), links[1])
    await carla.presses("My invitations")
    for label in ("Lists of people", "23 November", "Do something", "Take these back"):
        await carla.presses(label)
    carla.sees("cannot be undone")
    await carla.presses("Yes, take them back", times=2)
    carla.sees("Line 2 · taken back")
    carla.sees("Anna · joined")
    bo = await cast.visitor("Bo")
    await bo.opens(links[0])
    bo.sees("has been withdrawn")


async def test_who_was_invited_or_has_joined_is_not_invited_again(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Anna")
    await sends(carla, people)
    carla.sees("Line 3: “Anna” has joined already")
    await carla.presses("Make them: cards")
    await sends(carla, people)
    carla.sees("0 invitations, 4 lines are wrong")
    assert not [label for label in carla.labels() if label.startswith("Make")]


async def test_a_table_tells_everybody_and_their_state(cast: Cast, people: Path) -> None:
    carla = await cast.coordinator("Carla")
    await sends(carla, people)
    await carla.presses("Make them: cards")
    await carla.presses("My invitations")
    for label in ("Lists of people", "23 November", "Do something", "Everybody as a table"):
        await carla.presses(label)
    rows = await rows_of(carla, carla.message_with("how far they are"))
    assert rows[1] == ("2", "Þórdís", "Icelandic", "not opened yet")


async def test_a_group_beyond_the_senders_scope_is_not_known(cast: Cast, tmp_path: Path) -> None:
    await makes_a_group(await cast.coordinator("Dora"), "Ours")
    carla = await cast.coordinator("Carla", scope_kind=ScopeKind.COUNTRY, scope="GR")
    file = tmp_path / "people.csv"
    file.write_text("Name,Language,Group\nAnna,sv,Ours\n")
    await carla.writes("/invite")
    for label in ("Trainee", "Greece", "From a list"):
        await carla.presses(label)
    await carla.uploads(file)
    carla.sees("You have no group called “Ours”")


async def test_nobody_opens_makes_or_takes_back_anothers_list(cast: Cast, people: Path) -> None:
    carla, dora = await cast.coordinator("Carla"), await cast.coordinator("Dora")
    amina = await cast.trainee("Amina")
    await sends(carla, people)
    _, button = carla.button("Make them: cards")
    public = button["callback_data"].split(":")[1]
    for place in (
        OpenList(public), MakeList(public, Layout.CARDS), RenewList(public, Layout.CARDS, 0),
        SendTable(public), TakeBack(public), OpenList("nolist"),
    ):  # fmt: skip
        await dora.presses_old(place)
        dora.sees_no("Here is the sheet")
        await amina.presses_old(place)
        amina.sees_no("Here is the sheet")
    assert await made(carla, "invitations") == 0


async def test_words_pictures_and_torn_files_are_refused_in_a_sentence(
    cast: Cast, tmp_path: Path
) -> None:
    carla = await cast.coordinator("Carla")
    torn = tmp_path / "people.xlsx"
    torn.write_bytes(b"PK\x03\x04 nothing")
    await sends(carla, torn)
    carla.sees("I cannot read this file")
    await carla.writes("Anna; sv")
    carla.sees("This is no list")
    torn.write_bytes(b"Name;Language\n" + b" " * 1_100_000)
    await carla.uploads(torn)
    carla.sees("This is no list")
    torn.write_text("Name\nAnna\n")
    await carla.uploads(torn)
    carla.sees("The columns Name and Language are missing")
