"""Composing, confirming, preparing, approving, stopping: on both databases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.broadcasts.actions import (
    approving,
    arranging,
    composing,
    confirming,
    labelling,
    preparing,
    sending,
)  # fmt: skip
from bot.broadcasts.rules.audience import Dimension
from bot.broadcasts.rules.states import Broadcast, State
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import recipients, texts
from bot.kit.db import Database
from bot.kit.delivery import outbox
from bot.kit.delivery import store as delivery
from bot.kit.refusals import NotAllowed, ScreenOutdated
from bot.kit.telegram.screen import Known
from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import bold
from bot.people.rules import Person, Role, ScopeKind
from tests.broadcasts import world
from tests.broadcasts.world import MESSAGES, confirm, coordinator, draft, load, prepare, trainees
from tests.people import MONDAY


async def _confirmed(database: Database, count: int, **texts: str) -> tuple[Person, Broadcast]:
    async with database.transaction() as session:
        carla = await coordinator(session)
        await trainees(session, count)
        begun = await draft(session, carla, **texts)
        return carla, await confirm(session, carla, begun.id, count)


async def test_an_empty_draft_is_begun_once(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        first = await composing.begin(session, carla, MONDAY)
        assert (await composing.begin(session, carla, MONDAY)).id == first.id
        await world.draft(session, carla)
        assert (await composing.begin(session, carla, MONDAY)).id != first.id


async def test_a_text_keeps_its_formatting_and_its_turn(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        begun = await draft(session, carla, sv="Hej")
        for minute, language in enumerate(("en", "sv"), start=1):
            text, at = Received(9, bold("Hi")), MONDAY + timedelta(minutes=minute)
            await composing.write_text(session, carla, begun.id, language, text, at)
        written = await texts.load_variants(session, begun.id)
    assert [(one.language, one.words) for one in written] == [
        ("sv", bold("Hi")),
        ("en", bold("Hi")),
    ]


async def test_only_the_newest_message_of_a_text_can_be_edited(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        begun = await draft(session, carla, en="Hello")
        await composing.edit_text(session, carla, begun.id, "en", Received(1, ("Hi",)), MONDAY)
        newer = Received(7, ("Hey",))
        await composing.write_text(session, carla, begun.id, "en", newer, MONDAY)
        old = Received(1, ("Hi there",))
        with pytest.raises(composing.OlderText):
            await composing.edit_text(session, carla, begun.id, "en", old, MONDAY)


async def test_a_text_too_long_for_a_caption_is_told_before_the_file(database: Database) -> None:
    photo = Upload("photo", "file", "unique", 10, None, None)
    async with database.transaction() as session:
        carla = await coordinator(session)
        begun = await draft(session, carla, en="x" * 2000)
        with pytest.raises(arranging.TextsTooLong):
            await arranging.attach(session, carla, begun.id, photo, MONDAY)
        short = Received(2, ("Hi",))
        await composing.write_text(session, carla, begun.id, "en", short, MONDAY)
        await arranging.attach(session, carla, begun.id, photo, MONDAY)
        assert (await load(session, begun.id)).media == Known("photo", "file")
        long = Received(3, ("x" * 961,))
        with pytest.raises(composing.TooLong):
            await composing.write_text(session, carla, begun.id, "en", long, MONDAY)


async def test_another_coordinators_draft_is_out_of_reach(database: Database) -> None:
    async with database.transaction() as session:
        begun = await draft(session, await coordinator(session))
        dora = await coordinator(session, 2)
        for act in (arranging.send_now, arranging.detach, labelling.remove_buttons):
            with pytest.raises(ScreenOutdated):
                await act(session, dora, begun.id, MONDAY)
        with pytest.raises(ScreenOutdated):
            await confirming.confirm(session, dora, begun.id, "1", MONDAY)


async def test_a_wrong_number_sends_nothing(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        await trainees(session, 3)
        begun = await draft(session, carla)
        await confirming.ask_to_confirm(session, carla, begun.id, MONDAY)
        for wrong in ("2", "three", "33"):
            with pytest.raises(confirming.WrongNumber):
                await confirming.confirm(session, carla, begun.id, wrong, MONDAY)
        assert (await load(session, begun.id)).state is State.DRAFT


async def test_a_number_that_has_changed_is_asked_again(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        await trainees(session, 3)
        begun = await draft(session, carla)
        await confirming.ask_to_confirm(session, carla, begun.id, MONDAY)
        await world.add(session, 9, Role.TRAINEE)
        asked = await confirming.confirm(session, carla, begun.id, "3", MONDAY)
        assert (asked.confirmed, asked.before, asked.reach.people) == (False, 3, 4)
        assert (await confirming.confirm(session, carla, begun.id, "4", MONDAY)).confirmed


async def test_everybody_gets_one_row_in_their_language(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        for n, language in enumerate(("sv", "en", "is"), start=10):
            await world.add(session, n, Role.TRAINEE, language=language)
        begun = await draft(session, carla, sv="Hej", en="Hello")
        confirmed = await confirm(session, carla, begun.id, 3)
    ready = await prepare(database, confirmed)
    async with database.reading() as session:
        contents = await recipients.find_contents(session, begun.id)
        rows = await world.rows(session, "content_id", "dedupe_key", "counts", "state")
    assert ready.state is State.SENDING
    [sv], [en] = contents["sv"], contents["en"]
    assert [row[0] for row in rows] == [sv, en, sv]
    assert {row[1] for row in rows} == {f"broadcast.{begun.id}.{n}" for n in (2, 3, 4)}
    assert {row[2:] for row in rows} == {(True, "waiting")}


async def test_a_crash_between_chunks_loses_nobody_and_doubles_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "A_CHUNK", 3)
    _, confirmed = await _confirmed(database, 8)
    arguments = (confirmed.id, confirmed.batch_id or 0, 500, MONDAY)
    async with database.transaction() as session:
        assert await preparing.prepare_chunk(session, *arguments)
    with pytest.raises(ConnectionError):
        await _cut_off(database, arguments)
    async with database.transaction() as session:
        assert await delivery.claim(session, 10, MONDAY) == []  # paused until it is complete
    await prepare(database, confirmed)
    async with database.reading() as session:
        people = [row[0] for row in await world.rows(session, "person_id")]
    assert people == sorted(set(people))
    assert len(people) == 8


async def _cut_off(database: Database, arguments: tuple[int, int, int, datetime]) -> None:
    async with database.transaction() as session:
        await preparing.prepare_chunk(session, *arguments)
        raise ConnectionError


async def test_who_joins_after_the_confirmation_is_not_in_it(database: Database) -> None:
    _, confirmed = await _confirmed(database, 2)
    async with database.transaction() as session:
        await world.add(session, 77, Role.TRAINEE)
    await prepare(database, confirmed)
    async with database.reading() as session:
        assert len(await world.rows(session, "id")) == 2


async def test_an_edit_takes_what_was_confirmed_back(database: Database) -> None:
    carla, confirmed = await _confirmed(database, 3)
    await prepare(database, confirmed, threshold=1)
    async with database.transaction() as session:
        text = Received(1, ("Hello again",))
        await composing.edit_text(session, carla, confirmed.id, "en", text, MONDAY)
        changed = await load(session, confirmed.id)
        assert (changed.state, changed.version) == (State.DRAFT, confirmed.version + 1)
        assert await world.rows(session, "id") == []
        again = await confirm(session, carla, confirmed.id, 3)
    assert (await prepare(database, again)).state is State.SENDING
    async with database.reading() as session:
        assert len(await world.rows(session, "id")) == 3


async def test_what_was_taken_back_can_be_deleted_and_its_log_stays(database: Database) -> None:
    carla, confirmed = await _confirmed(database, 3)
    async with database.transaction() as session:
        await confirming.take_back(session, carla, confirmed.id, MONDAY)
        await composing.discard(session, carla, confirmed.id, MONDAY)
        with pytest.raises(ScreenOutdated):
            await composing.discard(session, carla, confirmed.id, MONDAY)
        shown = await store.find_page(session, carla.id, sees_all=True, limit=9, offset=0)
        whats = [event.what for event in await store.find_events(session, confirmed.id, 3)]
    assert shown == []
    assert whats == ["discarded", "taken_back", "confirmed"]


async def test_a_chunk_of_what_was_taken_back_adds_nothing(database: Database) -> None:
    carla, confirmed = await _confirmed(database, 3)
    async with database.transaction() as session:
        await confirming.take_back(session, carla, confirmed.id, MONDAY)
    await prepare(database, confirmed)
    async with database.reading() as session:
        assert await world.rows(session, "id") == []


async def _to_approve(database: Database) -> tuple[Person, Person, Broadcast]:
    async with database.transaction() as session:
        dora = await coordinator(session, 2)
        await coordinator(session, 3, scope_kind=ScopeKind.COUNTRY, scope="DE")
    carla, confirmed = await _confirmed(database, 3)
    return carla, dora, await prepare(database, confirmed, threshold=2)


async def test_a_large_one_waits_for_a_second_coordinator_in_scope(database: Database) -> None:
    carla, dora, waiting = await _to_approve(database)
    assert waiting.state is State.APPROVAL
    async with database.transaction() as session:
        told = select(MESSAGES.c.person_id).where(MESSAGES.c.purpose == "broadcasts.notice")
        assert set((await session.execute(told)).scalars()) == {carla.id, dora.id}
        assert await delivery.claim(session, 10, MONDAY)
        assert await world.rows(session, "state") == [("waiting",)] * 3
        await approving.approve(session, dora, waiting.id, waiting.version, MONDAY)
        approved = await load(session, waiting.id)
        assert (approved.state, approved.approver_id) == (State.SENDING, dora.id)
        assert len(await delivery.claim(session, 10, MONDAY)) >= 3


async def test_nobody_approves_their_own(database: Database) -> None:
    carla, _, waiting = await _to_approve(database)
    async with database.transaction() as session:
        with pytest.raises(approving.NotYourself):
            await approving.approve(session, carla, waiting.id, waiting.version, MONDAY)


async def test_an_approval_is_of_one_version(database: Database) -> None:
    carla, dora, waiting = await _to_approve(database)
    async with database.transaction() as session:
        await confirming.take_back(session, carla, waiting.id, MONDAY)
        again = await confirm(session, carla, waiting.id, 3)
    await prepare(database, again, threshold=2)
    async with database.transaction() as session:
        with pytest.raises(ScreenOutdated):
            await approving.approve(session, dora, waiting.id, waiting.version, MONDAY)
        await approving.approve(session, dora, waiting.id, again.version, MONDAY)
        with pytest.raises(ScreenOutdated):
            await approving.approve(session, dora, waiting.id, again.version, MONDAY)


async def test_a_decline_makes_it_a_draft_with_a_reason(database: Database) -> None:
    _, dora, waiting = await _to_approve(database)
    async with database.transaction() as session:
        with pytest.raises(approving.ReasonLength):
            await approving.decline(session, dora, waiting.id, waiting.version, " ", MONDAY)
        await approving.decline(session, dora, waiting.id, waiting.version, "Typo", MONDAY)
        assert (await load(session, waiting.id)).state is State.DRAFT
        events = await store.find_events(session, waiting.id, 1)
    assert (events[0].what, events[0].detail) == ("declined", "Typo")


async def test_on_own_clocks_each_row_is_due_at_its_own_instant(database: Database) -> None:
    zones = ("Europe/Stockholm", "Europe/Athens", "Atlantic/Reykjavik")
    async with database.transaction() as session:
        carla = await coordinator(session)
        for n, zone in enumerate(zones, start=10):
            await world.add(session, n, Role.TRAINEE, zone=zone)
        begun = await draft(session, carla)
        await arranging.set_time(session, carla, begun.id, "28.3.2027 09:30", MONDAY)
        await arranging.use_zones(session, carla, begun.id, MONDAY, own=True)
        confirmed = await confirm(session, carla, begun.id, 3)
    await prepare(database, confirmed)
    async with database.reading() as session:
        due = [row[0] for row in await world.rows(session, "not_before")]
    walls = [at.astimezone(ZoneInfo(zone)) for at, zone in zip(due, zones, strict=True)]
    assert {f"{wall:%d.%m.%Y %H:%M}" for wall in walls} == {"28.03.2027 09:30"}
    assert len(set(due)) == 3


async def test_a_time_that_has_passed_meanwhile_cannot_be_confirmed(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        await trainees(session, 1)
        begun = await draft(session, carla)
        await arranging.set_time(session, carla, begun.id, "11:30", MONDAY)
        saved = await load(session, begun.id)
        assert (saved.send_on, saved.send_at) == (date(2026, 11, 23), time(11, 30))
        later = MONDAY + timedelta(hours=1)
        with pytest.raises(confirming.TimePassed):
            await confirming.ask_to_confirm(session, carla, begun.id, later)


async def test_pause_and_withdraw_act_at_once_and_twice_like_once(database: Database) -> None:
    carla, confirmed = await _confirmed(database, 3)
    await prepare(database, confirmed)
    number = confirmed.id
    async with database.transaction() as session:
        for _ in range(2):
            await sending.pause(session, carla, number, MONDAY)
        assert await delivery.claim(session, 10, MONDAY) == []
        await sending.resume(session, carla, number, MONDAY)
        assert len(await delivery.claim(session, 1, MONDAY)) == 1
        for _ in range(2):
            await sending.withdraw(session, carla, number, MONDAY)
        counts = await recipients.load_counts(session, confirmed.batch_id)
        assert counts.of == {"claimed": 1, "withdrawn": 2}
        whats = [event.what for event in await store.find_events(session, number, 20)]
    assert whats[:3] == ["withdrawn", "resumed", "paused"]


async def test_who_only_approves_stops_nothing(database: Database) -> None:
    async with database.transaction() as session:
        dora = await coordinator(session, 2, scope_kind=ScopeKind.COUNTRY, scope="SE")
        carla = await coordinator(session)
        for n in range(3):
            await world.add(session, 10 + n, Role.TRAINEE, country="SE")
        begun = await draft(session, carla)
        confirmed = await confirm(session, carla, begun.id, 3)
    waiting = await prepare(database, confirmed, threshold=2)
    async with database.transaction() as session:
        await approving.approve(session, dora, waiting.id, waiting.version, MONDAY)
        with pytest.raises(NotAllowed):
            await sending.withdraw(session, dora, waiting.id, MONDAY)


async def _set_states(database: Database, *states: str) -> None:
    async with database.transaction() as session:
        for (number,), state in zip(await world.rows(session, "id"), states, strict=True):
            one = update(MESSAGES).where(MESSAGES.c.id == number)
            await session.execute(one.values(state=state))


async def test_failed_and_uncertain_ones_go_again_only_on_purpose(database: Database) -> None:
    carla, confirmed = await _confirmed(database, 4)
    await prepare(database, confirmed)
    await _set_states(database, "sent", "failed", "uncertain", "blocked")
    async with database.transaction() as session:
        broadcast = await load(session, confirmed.id)
        counts = await recipients.load_counts(session, broadcast.batch_id)
        await sending.finish(session, broadcast, counts, MONDAY)
        assert await delivery.claim(session, 10, MONDAY) == []
        assert await sending.resend_failed(session, carla, confirmed.id, MONDAY) == 1
        assert await sending.resend_uncertain(session, carla, confirmed.id, MONDAY) == 1
        assert await sending.resend_uncertain(session, carla, confirmed.id, MONDAY) == 0
        assert (await load(session, confirmed.id)).state is State.SENDING
        states = [row[0] for row in await world.rows(session, "state")]
    assert states == ["sent", "waiting", "waiting", "blocked"]


async def test_a_broadcast_uses_up_the_budget_and_is_never_dropped(database: Database) -> None:
    _, confirmed = await _confirmed(database, 1)
    await prepare(database, confirmed)
    async with database.transaction() as session:
        await delivery.claim(session, 10, MONDAY)
        since = MONDAY - timedelta(days=7)
        [(person,)] = await world.rows(session, "person_id")
        assert await outbox.count_reached(session, [person], since) == {person: 1}
        assert await world.rows(session, "expires_at") == [(None,)]


async def test_a_toggle_that_follows_another_sees_it(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        begun = await draft(session, carla)
        for value in ("SE", "DE"):
            place = (begun.id, Dimension.COUNTRY, value)
            changed = await arranging.toggle(session, carla, *place, MONDAY)
    assert changed.audience.chosen[Dimension.COUNTRY] == {"SE", "DE"}
