"""A file that says where it was made: asked about, settled, and shown to nobody before."""

import io
from itertools import count

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions import positions
from bot.evidence.actions.handing_in import submit_piece
from bot.evidence.actions.refusals import HandedIn, PlaceOpen, PlaceRemoved, StillArriving
from bot.evidence.addresses import AskPlace
from bot.evidence.rules.entries import Entry, EntryState, Form, as_others_see
from bot.evidence.rules.positions import Position
from bot.evidence.screens.positions import place_screen
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.position.finding import PositionStays, traces_in
from bot.kit.files.store import Stored
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.text import plain
from bot.people.rules import Grant, Role
from tests.evidence.conftest import Crew, Harbour
from tests.evidence.test_arriving import BOTH, FOLDER
from tests.kit.files import pictures
from tests.kit.files.samples import PDF

WITH = pictures.jpeg()


async def asked(harbour: Harbour) -> int:
    """A photo with a position has come; its entry."""
    await harbour.sends(WITH, "yard.jpg")
    await harbour.settle()
    return (await harbour.entries())[-1].id


async def settle(harbour: Harbour, entry: int, *, remove: bool) -> Entry:
    async with harbour.services.database.transaction() as session:
        of = (session, harbour.amina, harbour.piece, entry)
        _, settled = await positions.settle_place(*of, remove=remove, now=harbour.clock.now())
    await harbour.settle()
    return settled


async def submit(harbour: Harbour) -> None:
    async with harbour.services.database.transaction() as session:
        await Crew(session).confirm_all(harbour.amina, harbour.piece)
        await submit_piece(session, harbour.amina, harbour.piece, 1, harbour.clock.now())


async def content(harbour: Harbour, key: str) -> bytes:
    return b"".join([chunk async for chunk in harbour.objects.stream(key)])


@BOTH
async def test_the_receipt_asks_and_removing_leaves_another_object(harbour: Harbour) -> None:
    entry = await asked(harbour)
    [receipt] = await harbour.told("evidence.receipt")
    assert "This file says where it was made. Remove that?" in receipt
    [before] = await harbour.entries()
    await settle(harbour, entry, remove=True)
    [after] = await harbour.entries()
    body = await content(harbour, after.key)
    assert not traces_in(io.BytesIO(body), "jpg").says_where
    assert (after.position, after.size, after.file_id) == ("removed", len(body), "")
    assert (after.sha256 != before.sha256, after.sent_sha256) == (True, before.sha256)
    assert await harbour.keys() == {after.key} != {before.key}
    assert len(await harbour.told("evidence.placed")) == 1


@BOTH
async def test_the_same_photo_again_is_known_even_without_its_place(harbour: Harbour) -> None:
    await settle(harbour, await asked(harbour), remove=True)
    await asked(harbour)
    assert [one.reason for one in await harbour.entries()] == [None, "duplicate"]


@BOTH
async def test_pressing_twice_removes_once(harbour: Harbour) -> None:
    entry = await asked(harbour)
    for _ in range(3):
        await settle(harbour, entry, remove=True)
    assert len(await harbour.told("evidence.placed")) == 1
    assert len(await harbour.keys()) == 1


@FOLDER
async def test_keeping_it_can_be_changed_until_it_is_handed_in(harbour: Harbour) -> None:
    entry = await asked(harbour)
    assert (await settle(harbour, entry, remove=False)).position is Position.KEPT
    await settle(harbour, entry, remove=False)
    [kept] = await harbour.entries()
    assert (kept.position, bool(kept.file_id)) == ("kept", True)
    await settle(harbour, entry, remove=True)
    assert [one.position for one in await harbour.entries()] == ["removed"]


@FOLDER
async def test_what_was_removed_is_not_put_back(harbour: Harbour) -> None:
    entry = await asked(harbour)
    await settle(harbour, entry, remove=True)
    with pytest.raises(PlaceRemoved):
        await settle(harbour, entry, remove=False)


@FOLDER
async def test_what_was_handed_in_stays_as_it_is(harbour: Harbour) -> None:
    entry = await asked(harbour)
    await settle(harbour, entry, remove=False)
    await submit(harbour)
    with pytest.raises(HandedIn):
        await settle(harbour, entry, remove=True)
    assert (await settle(harbour, entry, remove=False)).position is Position.KEPT


@FOLDER
async def test_handing_in_asks_first_and_leads_to_the_question(harbour: Harbour) -> None:
    entry = await asked(harbour)
    with pytest.raises(PlaceOpen) as refused:
        await submit(harbour)
    assert refused.value.instead == AskPlace(harbour.piece, entry)
    await settle(harbour, entry, remove=True)
    await submit(harbour)


@FOLDER
async def test_handing_in_waits_while_it_is_being_removed(harbour: Harbour) -> None:
    entry = await asked(harbour)
    async with harbour.services.database.transaction() as session:
        of = (session, harbour.amina, harbour.piece, entry)
        await positions.settle_place(*of, remove=True, now=harbour.clock.now())
    with pytest.raises(StillArriving):
        await submit(harbour)


@FOLDER
async def test_a_file_that_was_taken_out_asks_nothing(harbour: Harbour) -> None:
    entry = await asked(harbour)
    await harbour.sends(PDF)
    await harbour.settle()
    async with harbour.services.database.transaction() as session:
        await entry_store.take_out(session, entry, harbour.clock.now())
    await submit(harbour)


@BOTH
async def test_always_goes_for_what_is_open_and_for_what_comes(harbour: Harbour) -> None:
    entry = await asked(harbour)
    await harbour.sends(pictures.jpeg(quality=50), "gate.jpg")
    await harbour.settle()
    async with harbour.services.database.transaction() as session:
        now = harbour.clock.now()
        await positions.always_remove(session, harbour.amina, harbour.piece, entry, now)
    await harbour.settle()
    await harbour.sends(pictures.jpeg(quality=30), "door.jpg")
    await harbour.settle()
    assert [one.position for one in await harbour.entries()] == ["removed"] * 3
    assert "as you asked" in (await harbour.told("evidence.receipt"))[-1]
    async with harbour.services.database.transaction() as session:
        await positions.ask_again(session, harbour.amina)
    await harbour.sends(pictures.jpeg(quality=20), "roof.jpg")
    await harbour.settle()
    assert (await harbour.entries())[-1].position == "open"


@FOLDER
async def test_a_store_that_is_away_only_delays_it(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await asked(harbour)

    async def away(*_: object) -> None:
        raise StoreUnreachable("away")

    with monkeypatch.context() as patch:
        patch.setattr("bot.evidence.unplacing.put_without", away)
        await settle(harbour, entry, remove=True)
        assert [one.position for one in await harbour.entries()] == ["removing"]
    harbour.clock.forward(minutes=1)
    await harbour.settle()
    assert [one.position for one in await harbour.entries()] == ["removed"]
    assert len(await harbour.keys()) == 1


@FOLDER
async def test_what_cannot_be_removed_is_said_and_asked_again(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await asked(harbour)

    async def unable(*_: object) -> None:
        raise PositionStays("jpg")

    monkeypatch.setattr("bot.evidence.unplacing.put_without", unable)
    for _ in range(2):
        await settle(harbour, entry, remove=True)
        harbour.clock.forward(minutes=1)
    assert [one.position for one in await harbour.entries()] == ["open"]
    assert len(await harbour.keys()) == 1
    assert len(await harbour.told("evidence.unplaced")) == 2


@FOLDER
async def test_an_object_that_moved_meanwhile_is_taken_where_it_is(harbour: Harbour) -> None:
    entry = await asked(harbour)
    [row] = await harbour.entries()
    async with harbour.services.database.transaction() as session:
        of = (session, harbour.amina, harbour.piece, entry)
        await positions.settle_place(*of, remove=True, now=harbour.clock.now())
        stale = await positions.find_removing(session, entry)
    assert stale is not None
    await harbour.settle()
    async with harbour.services.database.transaction() as session:
        late = Stored("evidence/00/late", 1, "0" * 64)
        assert not await positions.keep_without_place(
            session, stale, late, harbour.clock.now(), tell=True
        )
    assert (await harbour.entries())[0].key != row.key


@FOLDER
async def test_nobody_elses_file_is_settled(harbour: Harbour) -> None:
    entry = await asked(harbour)
    async with harbour.services.database.transaction() as session:
        greta = await Crew(session, count(5)).join("Greta", Grant(Role.TRAINEE))
        now = harbour.clock.now()
        with pytest.raises(ScreenOutdated):
            await positions.settle_place(session, greta, harbour.piece, entry, remove=True, now=now)
        with pytest.raises(ScreenOutdated):
            await positions.ask_place(session, harbour.amina, harbour.piece, entry + 1)


@FOLDER
async def test_a_file_that_says_nothing_is_never_asked_about(harbour: Harbour) -> None:
    await harbour.sends(pictures.jpeg(position=False), "plain.jpg")
    await harbour.settle()
    [entry] = await harbour.entries()
    assert entry.position is None
    with pytest.raises(ScreenOutdated):
        await settle(harbour, entry.id, remove=True)


@pytest.mark.parametrize("position", Position)
def test_others_get_a_file_only_once_its_place_is_settled(position: Position) -> None:
    entry = Entry(
        1, 1, 1, Form.FILE, EntryState.STORED, 1, key="k", file_id="f", name="home.jpg",
        media_kind="document", position=position,
    )  # fmt: skip
    seen = as_others_see(entry)
    assert (seen.name is None, seen.key == "") == (position.is_open, position.is_open)
    assert entry.is_for_others is not position.is_open


async def test_the_question_says_why_it_is_asked(crew: Crew, session: AsyncSession) -> None:
    amina = await crew.join("Amina", Grant(Role.TRAINEE))
    piece = await pieces.load_piece(session, amina.id, await crew.begin(amina))
    entry = Entry(1, 1, 1, Form.FILE, EntryState.STORED, 1, position=Position.OPEN,
                  media_kind="document", name="a.jpg")  # fmt: skip
    screen = place_screen(Words("en"), piece, entry)
    assert "Until you choose, nobody else gets this file." in plain(screen.text)
    assert [b.label for row in screen.rows for b in row] == [
        "Remove the place", "Keep it", "Always remove it", "Back",
    ]  # fmt: skip
