"""Nothing is lost and nothing happens twice, whatever breaks between a press and its answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.kit.address import Address
from bot.kit.refusals import Refusal
from bot.kit.telegram import store
from bot.kit.telegram.screen import Button, Drawn, Screen, button_rows
from bot.kit.telegram.tables import Chat, StoredUpdate
from bot.kit.text import text
from tests.people import Cast, Phone, Stage


@dataclass(frozen=True, slots=True)
class Try(Address, prefix="test.try"):
    what: str


@dataclass(frozen=True, slots=True)
class Tell(Address, prefix="test.tell"):
    pass


class Never(Refusal):
    words = "kit.refused"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def handlers(stage: Stage, told: list[str]) -> Iterator[None]:
    """A small slice of this test's own."""
    routes = stage.app.inbox.desk.routes
    faults: dict[str, Any] = {
        "lock": OperationalError("x", None, Exception("database is locked")),
        "table": OperationalError("x", None, Exception("no such table: y")),
    }

    @routes.pressed(Try)
    async def on_try(visit: Any, address: Try) -> Screen:
        told.append(address.what)
        if address.what == "break":
            raise RuntimeError("a defect")
        if address.what in faults:
            raise faults[address.what] if address.what == "table" else faults.pop(address.what)
        if address.what == "refuse":
            await store.save_fact(visit.session, "test.slice", "written")
            visit.keep(lambda session: store.save_fact(session, "test.kept", "yes"))
            raise Never
        said = "x" * 5000 if address.what == "long" else f"done {address.what}"
        drawn = Drawn("missing", {}, "en") if address.what == "picture" else None
        return Screen(text(said), attachment=drawn, expects=Tell())

    @routes.written(Tell)
    async def on_tell(visit: Any, _address: Tell) -> Screen:
        told.append(visit.message.words)
        return Screen(text(f"heard {visit.message.words}"))

    yield
    for kind in (Try, Tell):
        routes.presses.pop(kind, None)
        routes.answers.pop(kind, None)


@pytest.fixture
async def amina(cast: Cast) -> Phone:
    return await cast.trainee("Amina")


async def _rows(stage: Stage, column: Any) -> list[Any]:
    async with stage.app.services.database.reading() as session:
        return list((await session.execute(select(column))).scalars())


async def _fact(stage: Stage, name: str) -> str | None:
    async with stage.app.services.database.reading() as session:
        return await store.load_fact(session, name)


async def test_a_handled_update_keeps_no_payload(stage: Stage, amina: Phone) -> None:
    await amina.presses_old(Try("well"))
    assert set(await _rows(stage, StoredUpdate.payload)) == {""}
    assert set(await _rows(stage, StoredUpdate.state)) == {"handled"}


async def test_a_defect_is_tried_three_times_then_set_aside_with_an_apology(
    stage: Stage, amina: Phone, told: list[str]
) -> None:
    await amina.presses_old(Try("break"))
    assert told == ["break"] * 3
    assert "set_aside" in await _rows(stage, StoredUpdate.state)
    amina.sees("went wrong on our side")
    await amina.presses("Home")
    amina.sees("Amina")


async def test_a_lock_of_the_database_does_not_count_as_a_defect(
    amina: Phone, told: list[str]
) -> None:
    await amina.presses_old(Try("lock"))
    assert told == ["lock", "lock"]
    amina.sees("done lock")


async def test_a_missing_table_is_a_defect_and_holds_up_nobody(
    amina: Phone, told: list[str]
) -> None:
    await amina.presses_old(Try("table"))
    assert told == ["table"] * 3
    amina.sees("went wrong on our side")


async def test_an_update_that_comes_twice_is_handled_once(
    stage: Stage, amina: Phone, told: list[str]
) -> None:
    update = {
        "update_id": 10**6,
        "message": {
            "message_id": 77,
            "date": 0,
            "chat": {"id": amina.id, "type": "private"},
            "from": {"id": amina.id, "is_bot": False, "first_name": "Amina"},
            "text": "/home",
        },
    }
    await stage.app.inbox.receive([update])
    await stage.app.inbox.receive([json.loads(json.dumps(update))])
    await stage.app.inbox.idle()
    await amina.looks()
    assert len(amina.of_bot()) == 1


async def test_a_refusal_takes_back_the_slice_and_keeps_the_throttle(
    stage: Stage, amina: Phone
) -> None:
    await amina.presses_old(Try("refuse"))
    amina.sees("not possible right now")
    assert await _fact(stage, "test.slice") is None
    assert await _fact(stage, "test.kept") == "yes"


async def test_what_was_stored_before_a_stop_is_handled_after_the_start(
    stage: Stage, amina: Phone, told: list[str]
) -> None:
    await amina.presses_old(Try("first"))
    async with stage.app.services.database.transaction() as session:
        payload = json.dumps(_press(amina, Try("second").pack()))
        await store.add_updates(session, [(5 * 10**6, amina.id, payload)], stage.clock.now())
    await stage.app.recover()
    await stage.settle()
    assert told == ["first", "second"]


def _press(phone: Phone, data: str) -> dict[str, Any]:
    user = {"id": phone.id, "is_bot": False, "first_name": phone.name}
    message = {**phone.of_bot()[-1], "chat": {"id": phone.id, "type": "private"}}
    query = {"id": "9", "from": user, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": 5 * 10**6, "callback_query": query}


async def test_a_screen_that_did_not_come_before_a_stop_comes_after_the_start(
    stage: Stage, amina: Phone
) -> None:
    owed = json.dumps({"screen": {"text": ["still owed"]}, "pressed": None, "media": False})
    async with stage.app.services.database.transaction() as session:
        values = {"owed": owed, "owed_by": 1}
        await store.save_chat(session, amina.id, values, known=False)
    await stage.app.recover()
    await stage.settle()
    await amina.looks()
    amina.sees("still owed")
    assert await _rows(stage, Chat.owed) == [None]


async def test_a_screen_owed_by_an_older_version_says_that_it_is_outdated(
    stage: Stage, amina: Phone
) -> None:
    screen = {"text": ["owed"], "rows": [[["Go", "to", "gone.long.ago"]]]}
    owed = json.dumps({"screen": screen, "pressed": None, "media": False})
    async with stage.app.services.database.transaction() as session:
        await store.save_chat(session, amina.id, {"owed": owed, "owed_by": 1}, known=False)
    await stage.app.recover()
    await stage.settle()
    await amina.looks()
    amina.sees("things have changed")
    assert amina.labels() == ["Home"]


async def test_nothing_new_is_fetched_before_what_was_cut_off_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def recover() -> None:
        await asyncio.sleep(0.01)
        done.append("recovered")

    async def poll() -> None:
        done.append("fetched")
        raise TimeoutError

    monkeypatch.setattr(stage.app.inbox, "recover", recover)
    monkeypatch.setattr(stage.app.poller, "run", poll)
    with pytest.raises(ExceptionGroup):
        await stage.app.run()
    assert done == ["recovered", "fetched"]


async def test_a_picture_that_cannot_be_drawn_leaves_its_words_and_the_chat_goes_on(
    amina: Phone,
) -> None:
    await amina.presses_old(Try("picture"))
    amina.sees("done picture")
    await amina.presses_old(Try("next"))
    amina.sees("done next")


async def test_a_screen_that_telegram_refuses_is_answered_with_an_apology(amina: Phone) -> None:
    await amina.presses_old(Try("long"))
    amina.sees("went wrong on our side")


async def test_presses_of_one_chat_are_handled_in_their_order(
    stage: Stage, amina: Phone, told: list[str]
) -> None:
    buttons = button_rows(*(Button(str(n), Try(str(n))) for n in range(8)))
    sent = await stage.app.services.shower.send(Screen(text("choose"), buttons), amina.id)
    for n in range(8):
        body = {"message_id": sent, "data": Try(str(n)).pack()}
        await stage.call("POST", f"people/{amina.id}/chats/{amina.id}/press", body)
    await stage.settle()
    assert told == [str(n) for n in range(8)]


async def test_text_goes_to_what_the_chat_expects(amina: Phone, told: list[str]) -> None:
    await amina.presses_old(Try("ask"))
    await amina.writes("my answer")
    assert told[-1] == "my answer"
    amina.sees("heard my answer")


async def test_text_after_a_button_elsewhere_is_kept_and_asked_about(
    amina: Phone, told: list[str]
) -> None:
    await amina.presses_old(Try("ask"))
    await amina.writes("/home")
    await amina.writes("my answer")
    assert told == ["ask"]
    amina.sees("What is it meant for?")


async def test_a_reply_goes_to_what_it_replies_to_even_when_something_else_is_expected(
    stage: Stage, amina: Phone, told: list[str]
) -> None:
    await amina.presses_old(Try("ask"))
    question = amina.screen
    await amina.writes("/home")
    await amina.replies("late answer", to=question)
    assert told[-1] == "late answer"


async def test_a_file_where_words_are_expected_is_refused_and_the_question_stays(
    amina: Phone, told: list[str], tmp_path: Any
) -> None:
    await amina.presses_old(Try("ask"))
    (tmp_path / "note.txt").write_text("x")
    await amina.uploads(tmp_path / "note.txt")
    amina.sees("Here I need words")
    await amina.writes("words")
    assert told[-1] == "words"


async def test_an_edit_that_nobody_takes_is_said(amina: Phone) -> None:
    await amina.presses_old(Try("ask"))
    await amina.writes("my answr")
    await amina.edits("my answr", "my answer")
    amina.sees("you edited a message")


async def test_whoever_blocks_the_bot_is_marked_and_welcome_again(
    stage: Stage, cast: Cast, amina: Phone
) -> None:
    await amina.blocks()
    assert (await cast.person(amina)).blocked_at == stage.clock.now()
    await amina.unblocks()
    await amina.writes("/home")
    assert (await cast.person(amina)).blocked_at is None


def _in_group(update: dict[str, Any]) -> dict[str, Any]:
    query = update["callback_query"]
    group = {"id": -100123, "type": "supergroup", "title": "Course"}
    message = {**query["message"], "chat": group}
    return {**update, "callback_query": {**query, "message": message}}


@pytest.mark.parametrize("what", ["well", "break", "refuse"])
async def test_a_press_in_a_group_shows_nobodys_screens_there(
    stage: Stage, amina: Phone, told: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    await amina.presses_old(Try("first"))
    shown: list[Any] = []
    monkeypatch.setattr(stage.app.services.shower, "show", shown.append)
    await stage.app.inbox.receive([_in_group(_press(amina, Try(what).pack()))])
    await stage.app.inbox.idle()
    assert (shown, told) == ([], ["first"])


async def test_a_live_location_on_its_way_is_not_answered_each_time(
    stage: Stage, amina: Phone
) -> None:
    await amina.writes("/home")
    count = len(amina.of_bot())
    user = {"id": amina.id, "is_bot": False, "first_name": "Amina"}
    chat = {"id": amina.id, "type": "private", "first_name": "Amina"}
    place = {"latitude": 1.0, "longitude": 1.0, "live_period": 900}
    moved = {"message_id": 5, "date": 1, "edit_date": 2, "from": user, "chat": chat}
    update = {"update_id": 6 * 10**6, "edited_message": {**moved, "location": place}}
    await stage.app.inbox.receive([update])
    await stage.app.inbox.idle()
    await amina.looks()
    assert len(amina.of_bot()) == count
