"""A coordinator writes to many, from an empty draft to the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import places
from bot.broadcasts.addresses import Confirm, OpenBroadcast, Toggle, WriteText
from bot.broadcasts.rules.audience import Dimension
from bot.people.rules import ScopeKind
from tests.broadcasts.composing import begins, confirms, sends, writes_in
from tests.people import Cast, Phone, Stage


async def test_the_whole_way_in_two_languages(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina", "sv")
    bo = await cast.trainee("Bo", "de")
    cem = await cast.trainee("Cem")
    await stage.call("POST", f"people/{cem.id}/block")
    await stage.overlook()
    await carla.writes("/broadcast")
    carla.sees("Nothing has been written yet")
    await begins(carla)
    await writes_in(carla, "English", "See you on Friday")
    await writes_in(carla, "Svenska", "Vi ses på fredag")
    carla.sees("German, Greek, Spanish and Icelandic: will get English")
    await carla.presses("For whom")
    carla.sees("For 3 people")
    carla.sees("Amina")
    await carla.presses("To the draft")
    await carla.presses("Preview")
    carla.has_seen("Preview (Svenska)")
    await carla.presses("To the draft")
    await carla.presses("Confirm and send")
    await carla.writes("4")
    carla.sees("not the number of recipients")
    await carla.writes("3")
    await stage.passes(seconds=5)
    await carla.looks()
    carla.sees("Finished")
    carla.sees("2 of 3 sent")
    carla.sees("Blocked the bot: 1")
    assert await seen_by(amina) == "Vi ses på fredag"
    assert await seen_by(bo) == "See you on Friday"


async def seen_by(phone: Phone) -> str:
    await phone.looks()
    return phone.screen


async def test_the_ledger_is_a_file_with_everybodys_row(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Þórdís")
    elene = await cast.trainee("Ελένη", "el")
    await stage.call("POST", f"people/{elene.id}/block")
    await stage.overlook()
    await sends(carla, "Hello", 2)
    await stage.passes(seconds=5)
    await carla.looks()
    await carla.presses("Recipients")
    carla.sees("Has blocked the bot: 1")
    await carla.presses("The list as a file")
    content = await file_of(stage, carla)
    assert content.startswith("\ufeffName;Id;Language;State;Time;Telegram’s reason")
    assert "Þórdís" in content
    [row] = [line for line in content.splitlines() if line.startswith("Ελένη")]
    assert "Has blocked the bot" in row
    assert "Forbidden" in row or "blocked" in row


async def file_of(stage: Stage, phone: Phone) -> str:
    await phone.looks()
    file = phone.message_with("one a line")["document"]["file_id"]
    async with stage.http.get(f"{stage.url}/phone/files/{file}") as answer:
        return (await answer.read()).decode()


async def test_paused_resumed_and_withdrawn(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await begins(carla)
    await writes_in(carla, "English", "Hello")
    await carla.presses("When")
    await carla.writes("12:00")
    carla.sees("23 November 2026, 12:00 (Stockholm)")
    await carla.presses("To the draft")
    await confirms(carla, 1)
    carla.sees("Scheduled")
    await carla.presses("Pause sending")
    carla.sees("Paused")
    await stage.passes(hours=2)
    assert "Hello" not in await seen_by(amina)
    await carla.presses("Go on sending")
    await stage.passes(seconds=5)
    assert await seen_by(amina) == "Hello"
    await carla.looks()
    await carla.presses("Withdraw")
    carla.sees("From 1 phone it is deleted")
    await carla.presses("Yes, withdraw it", times=2)
    await stage.passes(seconds=5)
    assert await seen_by(amina) != "Hello"
    await carla.looks()
    carla.sees("Withdrawn")
    carla.sees("Deleted again: 1")


async def test_what_telegram_keeps_is_counted(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await sends(carla, "Hello", 1)
    await stage.passes(seconds=5)
    await stage.call("POST", "clock", {"forward_seconds": 49 * 3600})
    await carla.looks()
    await carla.presses("Withdraw")
    await carla.presses("Yes, withdraw it")
    await stage.passes(seconds=5)
    await carla.looks()
    carla.sees("Could not be deleted: 1")
    assert await seen_by(amina) == "Hello"


async def test_a_typo_is_changed_on_every_phone(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    await sends(carla, "See you on Fryday", 2)
    await stage.passes(seconds=5)
    await carla.looks()
    await carla.presses("Change the text")
    await carla.presses("English")
    await carla.writes("See you on Friday")
    carla.has_seen("Nothing has changed yet")
    carla.sees("Preview (English)")
    assert await seen_by(amina) == "See you on Fryday"
    await carla.presses("Change it on 2 phones", times=2)
    await stage.passes(seconds=5)
    assert [await seen_by(one) for one in (amina, bo)] == ["See you on Friday"] * 2
    await carla.looks()
    carla.has_seen("changed on 2 phones")


async def test_a_photo_and_buttons_go_along_and_stay(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await begins(carla)
    await writes_in(carla, "English", "Look")
    await carla.presses("Attachment, buttons")
    await carla.uploads(photo(tmp_path), kind="photo")
    carla.sees("Attached: a photo")
    await carla.writes("nonsense")
    carla.sees("begins with https://")
    await carla.writes("Programme https://example.org")
    await carla.presses("A place in the bot")
    await carla.presses("Button: Quizzes")
    carla.sees("Buttons: Programme (https://example.org) and Quizzes")
    await carla.presses("To the draft")
    await confirms(carla, 1)
    await stage.passes(seconds=5)
    assert await seen_by(amina) == "Look"
    assert amina.labels() == ["Programme", "Quizzes"]
    await amina.presses("Quizzes")
    assert "photo" in amina.message_with("Look")
    amina.sees("Effective communication")


def photo(folder: Path) -> Path:
    from PIL import Image

    path = folder / "photo.jpg"
    Image.new("RGB", (40, 30), "teal").save(path)
    return path


async def test_who_blocked_the_bot_is_left_out_until_they_return(stage: Stage, cast: Cast) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Amina")
    await cast.trainee("Bo")
    await amina.blocks()
    await begins(carla)
    await carla.presses("For whom")
    carla.sees("For 1 person")
    carla.sees("Among them: Bo")
    await amina.unblocks()
    await amina.writes("/home")
    await begins(carla)
    await carla.presses("For whom")
    carla.sees("For 2 people")


async def test_a_reply_to_a_broadcast_moves_nobodys_place(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await amina.writes("/ask")
    place = amina.screen
    await sends(carla, "Hello", 1)
    await stage.passes(seconds=5)
    await amina.looks()
    await amina.writes("How do I get an A1?")
    assert place != amina.screen
    amina.sees_no("What is it for")


@pytest.fixture
def small_threshold(stage: Stage) -> None:
    stage.app.services.settings.approval_threshold = 1


@pytest.mark.usefixtures("small_threshold")
async def test_above_the_threshold_a_second_coordinator_decides(stage: Stage, cast: Cast) -> None:
    carla, dora = await cast.coordinator("Carla"), await cast.coordinator("Dora", "sv")
    amina, _ = await cast.trainee("Amina"), await cast.trainee("Bo")
    await sends(carla, "Hello all", 2)
    carla.has_seen("a second coordinator must approve it")
    carla.sees("Asked: Dora")
    await dora.looks()
    dora.sees("Carla ber dig godkänna ett utskick till 2 personer")
    await dora.presses("Titta på det")
    await dora.presses("Avslå")
    await dora.writes("Name the day, please")
    await carla.looks()
    carla.sees("Name the day, please")
    await carla.presses("Open the message")
    await writes_in(carla, "English", "Hello all, on Friday")
    await confirms(carla, 2)
    await dora.looks()
    await dora.presses("Titta på det")
    assert await seen_by(amina) != "Hello all, on Friday"
    await dora.presses("Godkänn för 2 personer", times=2)
    await stage.passes(seconds=5)
    assert await seen_by(amina) == "Hello all, on Friday"
    await carla.looks()
    carla.has_seen("Dora has approved your message")
    await carla.presses("Who did what")
    carla.sees("Dora: declined (Name the day, please)")
    carla.sees("Dora: approved")


async def test_an_edit_of_the_composing_message_changes_the_text(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina")
    await begins(carla)
    await writes_in(carla, "English", "Hello")
    await carla.edits("Hello", "Hello and welcome")
    carla.sees("Hello and welcome")
    await carla.presses("To the draft")
    carla.sees("Hello and welcome")


async def test_an_edit_after_sending_says_where_to_change_it(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await sends(carla, "Hello", 1)
    await stage.passes(seconds=5)
    await carla.edits("Hello", "Hello again")
    carla.sees("Open it")
    assert await seen_by(amina) == "Hello"


async def test_formatting_is_kept_as_composed(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    amina = await cast.trainee("Amina")
    await begins(carla)
    await carla.presses("Text")
    await carla.presses("English")
    kinds = [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "spoiler", "offset": 7, "length": 2},
        {"type": "pre", "offset": 10, "length": 6, "language": "python"},
    ]
    await carla.writes("Friday 😀 at ten", entities=kinds)
    await carla.presses("To the draft")
    await confirms(carla, 1)
    await stage.passes(seconds=5)
    await amina.looks()
    assert amina.message_with("Friday")["entities"] == kinds


async def test_the_audience_is_pressed_together(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina", country="SE")
    await cast.trainee("Bo", country="DE")
    await begins(carla)
    await carla.presses("For whom")
    await carla.presses("Country")
    await carla.presses("Germany")
    carla.sees("For 1 person")
    await carla.presses("In: Germany")
    carla.sees("For 1 person")
    await carla.presses("Back")
    carla.sees("Left out: Country: Germany")
    carla.sees("Among them: Amina")
    await carla.presses("Needs analysis")
    await carla.presses("Finished")
    carla.sees("For 0 people")


async def test_nonsense_in_every_place_gets_a_sentence_and_keeps_the_place(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina")
    await begins(carla)
    await carla.presses("When")
    for nonsense, sentence in (
        ("soon", "no day and time"), ("24.11.2026", "At what time"),
        ("1.1.2026 10:00", "has passed"), ("1.1.2029 10:00", "more than a year"),
    ):  # fmt: skip
        await carla.writes(nonsense)
        carla.sees(sentence)
    await carla.writes("24.11.2026 10:00")
    carla.sees("24 November 2026, 10:00")
    await carla.presses("On each person’s clock")
    carla.sees("each person’s own clock")
    await carla.presses_old(Confirm(1))
    carla.sees("Write the text first")


async def test_old_buttons_and_other_peoples_ids_lead_nowhere(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina")
    await begins(carla)
    await writes_in(carla, "English", "A secret plan")
    dora = await cast.coordinator("Dora", scope_kind=ScopeKind.COUNTRY, scope="SE")
    places_of_carla = (
        OpenBroadcast(1), WriteText(1, "en"), Confirm(1), Toggle(1, Dimension.ROLE, "tutor"),
        OpenBroadcast(77), WriteText(1, "xx"), Toggle(1, Dimension.COHORT, "x1"),
    )  # fmt: skip
    for place in places_of_carla:
        await dora.presses_old(place)
        dora.sees_no("A secret plan")
    for place in places_of_carla[4:]:
        await carla.presses_old(place)
        carla.sees("This is how it stands now")


async def test_a_draft_is_deleted_only_when_asked_twice(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await begins(carla)
    await writes_in(carla, "English", "Hello")
    await carla.presses("Delete draft")
    await carla.presses("Yes, delete it", times=2)
    await carla.presses_old(places.OpenBroadcasts())
    carla.sees("Nothing has been written yet")


async def test_telegrams_pause_is_told(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina")
    await begins(carla)
    await writes_in(carla, "English", "Hello")
    await carla.presses("When")
    await carla.writes("12:00")
    await carla.presses("To the draft")
    await confirms(carla, 1)
    stage.app.services.shower.pace.pause(2)
    stage.clock.forward(hours=1)
    await stage.app.tick()
    await carla.looks()
    carla.sees("Telegram asked for a pause")
    await stage.settle()
