"""Answers and clicks: one a person, changeable, counted on both databases and through HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions import answering, labelling
from bot.broadcasts.addresses import OpenExtras
from bot.broadcasts.reply_addresses import (
    AddPair,
    Answer,
    GoTo,
    OpenAnswered,
    OpenFigures,
    WriteLabels,
)  # fmt: skip
from bot.broadcasts.rules.buttons import InBot, MessageButton, Pair, place_button
from bot.broadcasts.rules.states import State
from bot.broadcasts.store import answers, buttons
from bot.broadcasts.store import broadcasts as store
from bot.kit.db import Database
from bot.kit.refusals import ScreenOutdated
from bot.kit.settings import Settings
from bot.people.rules import Person
from tests.broadcasts.composing import begins, confirms, writes_in
from tests.broadcasts.test_journey import file_of, seen_by
from tests.broadcasts.world import MESSAGES, confirm, coordinator, draft, prepare, trainees
from tests.people import MONDAY, Cast, Phone, Stage
from tests.witnesses.ways import has_pages

PAGES = Settings(_env_file=None, public_url="https://bot.example.org")  # type: ignore[call-arg]
NO_PAGES = Settings(_env_file=None)  # type: ignore[call-arg]


async def asked(
    database: Database, count: int = 3, *, sent: bool = True
) -> tuple[Person, list[Person], int]:
    """Coming or not, asked of some; the composer, the recipients, the broadcast."""
    async with database.transaction() as session:
        carla = await coordinator(session)
        people = await trainees(session, count)
        begun = await draft(session, carla)
        again = OpenExtras(begun.id)
        await labelling.add_pair(session, carla, begun.id, Pair.COMING_OR_NOT, MONDAY)
        place = [place_button(InBot.PLAN)]
        await labelling.add_buttons(session, carla, begun.id, place, again, MONDAY)
        await labelling.add_link(session, carla, begun.id, "A https://a.eu/x", PAGES, MONDAY)
        confirmed = await confirm(session, carla, begun.id, count)
    await prepare(database, confirmed)
    if sent:
        async with database.transaction() as session:
            await session.execute(update(MESSAGES).values(state="sent"))
    return carla, people, begun.id


async def there(session: AsyncSession, number: int) -> list[MessageButton]:
    return await buttons.load_buttons(session, number)


async def test_an_answer_pressed_twice_is_one_and_another_takes_its_place(
    database: Database,
) -> None:
    _, [amina, bo, _], number = await asked(database)
    async with database.transaction() as session:
        yes, no, *_ = await there(session, number)
        for person, button in ((amina, yes), (amina, yes), (bo, yes), (bo, no)):
            given = await answering.answer(session, person, button.id, MONDAY)
            assert given.counts
        assert given.before == yes
        tally = await answers.load_tally(session, number)
    assert tally.answered == {yes.id: 1, no.id: 1}


async def test_a_preview_is_not_counted(database: Database) -> None:
    carla, _, number = await asked(database)
    async with database.transaction() as session:
        yes, _, place, _ = await there(session, number)
        given = await answering.answer(session, carla, yes.id, MONDAY)
        assert await answering.go_to(session, carla, place.id, MONDAY) is InBot.PLAN
        tally = await answers.load_tally(session, number)
    assert not given.counts
    assert (tally.answered, tally.pressed) == ({}, {})


async def test_what_may_still_be_taken_back_takes_no_answer(database: Database) -> None:
    carla, [amina, *_], number = await asked(database, sent=False)
    async with database.transaction() as session:
        yes, _, place, _ = await there(session, number)
        given = await answering.answer(session, amina, yes.id, MONDAY)
        await answering.go_to(session, amina, place.id, MONDAY)
        assert not given.counts
        broadcast = await store.find_broadcast(session, number)
        assert broadcast is not None
        assert await store.change(session, broadcast, *State, state=str(State.APPROVAL))
        await labelling.remove_buttons(session, carla, number, MONDAY)
        assert await there(session, number) == []


async def test_a_place_counts_each_person_once_and_their_presses(database: Database) -> None:
    _, [amina, bo, _], number = await asked(database)
    async with database.transaction() as session:
        _, _, place, _ = await there(session, number)
        for person in (amina, amina, bo):
            await answering.go_to(session, person, place.id, MONDAY)
        assert (await answers.load_tally(session, number)).pressed == {place.id: 2}
        times = select(answers.presses.c.times).where(answers.presses.c.person_id == amina.id)
        assert (await session.execute(times)).scalar_one() == 2


async def test_what_was_withdrawn_takes_no_answer(database: Database) -> None:
    _, [amina, *_], number = await asked(database)
    async with database.transaction() as session:
        yes, *_ = await there(session, number)
        broadcast = await store.find_broadcast(session, number)
        assert broadcast is not None
        assert await store.change(session, broadcast, *State, state=str(State.WITHDRAWN))
        with pytest.raises(answering.NotAskedAnyMore):
            await answering.answer(session, amina, yes.id, MONDAY)


async def test_a_button_of_another_kind_answers_nothing(database: Database) -> None:
    _, [amina, *_], number = await asked(database)
    async with database.transaction() as session:
        yes, _, place, link = await there(session, number)
        for wrong in (place.id, link.id, 10**6):
            with pytest.raises(ScreenOutdated):
                await answering.answer(session, amina, wrong, MONDAY)
        for wrong in (yes.id, link.id, 10**6):
            with pytest.raises(ScreenOutdated):
                await answering.go_to(session, amina, wrong, MONDAY)


async def test_a_link_goes_through_our_page_only_where_there_is_one(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        begun = await draft(session, carla)
        for url, settings in (("https://a.eu/1", PAGES), ("https://a.eu/2", NO_PAGES)):
            await labelling.add_link(session, carla, begun.id, f"A {url}", settings, MONDAY)
        first, second = await there(session, begun.id)
    assert (first.through or "").startswith("https://bot.example.org/go/")
    assert second.through is None


async def test_an_opened_link_is_counted_and_leads_to_the_stored_address(
    database: Database,
) -> None:
    _, _, number = await asked(database)
    async with database.transaction() as session:
        *_, link = await there(session, number)
        token = (link.through or "").rpartition("/")[2]
        for counted in (True, True, False):
            led = await answering.follow_link(session, token, MONDAY, counted=counted)
            assert led == "https://a.eu/x"
        assert await answering.follow_link(session, "https://evil", MONDAY, counted=True) is None
        assert (await answers.load_tally(session, number)).opened == {link.id: 2}


async def test_labels_are_one_for_each_button_and_no_more_than_there_is_room_for(
    database: Database,
) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        begun = await draft(session, carla, en="Hello", sv="Hej")
        await labelling.add_answers(session, carla, begun.id, " Red \n\nBlue\nRed", MONDAY)
        assert [one.label for one in await there(session, begun.id)] == ["Red", "Blue"]
        with pytest.raises(labelling.WrongLines):
            await labelling.write_labels(session, carla, begun.id, "sv", "Röd", MONDAY)
        with pytest.raises(ScreenOutdated):
            await labelling.write_labels(session, carla, begun.id, "el", "Α\nΒ", MONDAY)
        with pytest.raises(labelling.LabelTooLong):
            await labelling.add_answers(session, carla, begun.id, "x" * 41, MONDAY)
        with pytest.raises(labelling.TooManyButtons):
            await labelling.add_answers(session, carla, begun.id, "1\n2\n3", MONDAY)
        await labelling.write_labels(session, carla, begun.id, "sv", "Röd\nBlå", MONDAY)
        found = await there(session, begun.id)
    assert [one.labels for one in found] == [{"sv": "Röd"}, {"sv": "Blå"}]


async def asks_who_comes(carla: Phone) -> None:
    await begins(carla)
    await writes_in(carla, "English", "Shall we meet?")
    await writes_in(carla, "Ελληνικά", "Να βρεθούμε;")
    await carla.presses("Attachment, buttons")
    carla.sees("cannot be counted here")
    await carla.presses("Answers to press")
    await carla.presses("I will come", times=2)
    carla.sees("answer “I will come” and answer “I cannot come”")
    await carla.presses("A place in the bot")
    await carla.presses("Button: My plan", times=2)
    await carla.presses("To the draft")


async def test_the_sender_sees_answers_as_they_come(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Μπο", "el")
    await asks_who_comes(carla)
    await confirms(carla, 2)
    await stage.passes(seconds=5)
    await amina.looks()
    await bo.looks()
    await amina.presses("I will come", times=2)
    amina.sees("Your answer: I will come")
    await bo.presses("Θα έρθω")
    await bo.presses("Δεν μπορώ")
    bo.sees("Η απάντησή σας: Δεν μπορώ να έρθω")
    bo.sees("Πριν ήταν: Θα έρθω")
    await stage.passes(seconds=10)
    await carla.looks()
    carla.has_seen("I will come: 1\nI cannot come: 1\nMy plan: pressed by 0 people")
    await carla.presses("Answers and clicks")
    carla.sees("0 people have not answered yet")
    await carla.presses("Who: I cannot come")
    carla.sees("Μπο")


async def test_a_place_opens_counted_and_moves_nobodys_place(stage: Stage, cast: Cast) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Amina")
    await asks_who_comes(carla)
    await confirms(carla, 1)
    await stage.passes(seconds=5)
    await amina.writes("/ask")
    await amina.presses("I will come")
    await amina.writes("What is an A1?")
    amina.sees_no("What is it for")
    await amina.presses("My plan", times=2)
    amina.sees_no("This is how it stands now")
    await stage.passes(seconds=10)
    await carla.looks()
    carla.has_seen("My plan: pressed by 1 person")
    await carla.presses("Recipients")
    await carla.presses("The list as a file")
    [row] = [
        line for line in (await file_of(stage, carla)).splitlines() if line.startswith("Amina")
    ]
    assert ";I will come;" in row
    assert row.endswith(";2")


async def test_the_list_is_not_written_over_by_the_progress(stage: Stage, cast: Cast) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Amina")
    await asks_who_comes(carla)
    await confirms(carla, 1)
    await stage.passes(seconds=5)
    await carla.looks()
    await carla.presses("Back")
    carla.sees("Messages to many")
    await amina.looks()
    await amina.presses("I will come")
    await stage.passes(seconds=10)
    await carla.looks()
    carla.sees("Messages to many")


async def test_previews_are_pressed_without_being_counted(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina")
    await asks_who_comes(carla)
    await carla.presses("Preview")
    await stage.settle()
    await carla.looks()
    await carla.presses("I will come")
    carla.sees("it is not counted")


async def test_labels_reach_each_recipient_in_their_language(stage: Stage, cast: Cast) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Amina", "sv")
    bo = await cast.trainee("Bo", "en")
    await begins(carla)
    await writes_in(carla, "English", "Hello")
    await writes_in(carla, "Svenska", "Hej")
    await carla.presses("Attachment, buttons")
    await carla.writes("Programme https://example.org")
    await carla.presses("Answers to press")
    await carla.writes("Red\nBlue")
    await carla.presses("Labels in other languages")
    carla.sees("English and Swedish")
    await carla.presses("Svenska")
    await carla.writes("Program\nRöd")
    carla.sees("Needed: 3")
    await carla.writes("Program\nRöd\nBlå")
    carla.sees("shown as you wrote them: English")
    await carla.presses("Back")
    await carla.presses("To the draft")
    await confirms(carla, 2)
    await stage.passes(seconds=5)
    assert await seen_by(amina) == "Hej"
    assert amina.labels() == ["Program", "Röd", "Blå"]
    assert await seen_by(bo) == "Hello"
    assert bo.labels() == ["Programme", "Red", "Blue"]


async def test_a_link_is_followed_through_our_page(stage: Stage, cast: Cast) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Amina")
    async with has_pages(stage) as browser:
        await begins(carla)
        await writes_in(carla, "English", "Look")
        await carla.presses("Attachment, buttons")
        carla.sees("without saying whose they are")
        await carla.writes("Programme https://example.org/a?b=1&c=%CE%B1")
        await carla.presses("To the draft")
        await confirms(carla, 1)
        await stage.passes(seconds=5)
        await amina.looks()
        url = amina.button("Programme")[1]["url"]
        assert url.startswith(f"{browser.url}/go/")
        for method in ("GET", "HEAD", "GET"):
            async with stage.http.request(method, url, allow_redirects=False) as answer:
                assert answer.status == 302
                assert answer.headers["Location"] == "https://example.org/a?b=1&c=%CE%B1"
                assert answer.headers["Cache-Control"] == "no-store"
        async with stage.http.get(url + "x?to=https://evil.example", allow_redirects=False) as no:
            assert no.status in (404, 410)
    await stage.passes(seconds=10)
    await carla.looks()
    carla.has_seen("Programme: opened 2 times")


async def test_other_peoples_numbers_and_old_buttons_count_nothing(
    stage: Stage, cast: Cast
) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await asks_who_comes(carla)
    for wrong in (Answer(3), GoTo(1), Answer(77), GoTo(77)):
        await amina.presses_old(wrong)
        amina.sees("This is how it stands now")
    for staff in (OpenFigures(1), OpenAnswered(1, 1), AddPair(1, Pair.YES_OR_NO)):
        await amina.presses_old(staff)
        amina.sees_no("I will come")
    for old in (WriteLabels(1, "el"), OpenAnswered(1, 3), OpenAnswered(1, 1, 9999)):
        await carla.presses_old(old)
        carla.sees_no("something broke")
    await stage.settle()


def test_the_same_button_is_known_by_what_it_says_and_does() -> None:
    plan = place_button(InBot.PLAN)
    assert plan.is_like(replace(plan, id=7))
    assert not plan.is_like(place_button(InBot.HOME))


async def test_of_two_messages_that_show_the_progress_one_is_taken_away(
    stage: Stage, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina")
    await asks_who_comes(carla)
    await carla.presses("When")
    await carla.writes("12:00")
    await carla.presses("To the draft")
    send, sent_beside = stage.app.services.shower.send, list[int]()

    async def send_while_she_looks(*given: Any, **handling: Any) -> int:
        sent = await send(*given, **handling)
        sent_beside.append(sent)
        async with stage.app.services.database.transaction() as session:
            live = store.broadcasts.c.live_message.is_(None)
            looking = update(store.broadcasts).where(live).values(live_chat=1, live_message=1)
            await session.execute(looking)
        return sent

    await confirms(carla, 1)
    async with stage.app.services.database.transaction() as session:
        nothing = update(store.broadcasts).values(live_chat=None, live_message=None)
        await session.execute(nothing)
    await carla.looks()
    before = len(carla.of_bot())
    monkeypatch.setattr(stage.app.services.shower, "send", send_while_she_looks)
    await stage.passes(seconds=30)
    await carla.looks()
    assert len(sent_beside) == 1
    assert len(carla.of_bot()) == before
