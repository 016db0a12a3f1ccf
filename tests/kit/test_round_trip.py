"""From a press on a phone to the screen that answers it, and back."""

from base64 import b64encode
from dataclasses import replace

import pytest

from bot import places
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import (
    Button,
    PackedFile,
    Screen,
    WrittenFile,
    button_rows,
    screen_from_data,
    screen_to_data,
)
from tests.people import Cast, Stage, words_of


async def test_a_command_is_answered_by_a_new_message(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/home")
    amina.sees("Amina")


async def test_a_press_edits_the_message_it_stands_under(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/nonsense")
    await amina.presses("Home")
    assert len(amina.of_bot()) == 1
    amina.sees("Amina")


async def test_a_button_that_means_nothing_any_more_says_so_and_shows_home(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/home")
    await amina.presses_old("from.last.year:7")
    amina.sees("This is how it stands now")
    amina.sees("Amina")


async def test_text_that_nobody_expected_is_kept_and_asked_about(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("What about taxes?")
    amina.sees("What about taxes?")
    assert places.AskDraft().pack() in str(amina.of_bot()[-1])


async def test_a_message_that_stays_is_answered_below(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    stays = Screen(("Read me",), button_rows(Button("Go", places.OpenHome())), stays=True)
    assert screen_from_data(screen_to_data(stays)) == stays
    await stage.app.services.shower.send(stays, amina.id)
    await amina.looks()
    await amina.presses("Go")
    assert [words_of(message)[:7] for message in amina.of_bot()] == ["Read me", amina.screen[:7]]


async def test_a_message_that_stays_is_answered_once_for_a_quick_second_press(
    stage: Stage, cast: Cast
) -> None:
    seconds = [0.0]
    stage.app.inbox.repeats.now = lambda: seconds[0]
    amina = await cast.trainee("Amina")
    stays = Screen(("Read me",), button_rows(Button("Go", places.OpenHome())), stays=True)
    await stage.app.services.shower.send(stays, amina.id)
    await amina.looks()
    message, button = amina.button("Go")
    await amina.presses_data(button["callback_data"], message["message_id"], times=2)
    assert len(amina.of_bot()) == 2
    seconds[0] = 60.0
    await amina.presses_data(button["callback_data"], message["message_id"])
    assert len(amina.of_bot()) == 3


async def test_a_packed_file_arrives_as_it_was(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    packed = Screen(
        ("Here",), attachment=PackedFile("a.xlsx", b64encode(b"PK\x03\x04\xff").decode())
    )
    assert screen_from_data(screen_to_data(packed)) == packed
    await stage.app.services.shower.send(packed, amina.id)
    await amina.looks()
    sent = amina.of_bot()[-1]["document"]
    assert (sent["file_name"], sent["file_size"]) == ("a.xlsx", 5)
    with pytest.raises(ValueError, match="base64"):
        PackedFile("a.xlsx", "no base64!")


async def test_the_caption_under_an_attachment_is_edited(stage: Stage, cast: Cast) -> None:
    amina, shower = await cast.trainee("Amina"), stage.app.services.shower
    old = Screen(("Old",), attachment=WrittenFile("a.csv", "1"))
    number = await shower.send(old, amina.id)
    new = replace(old, text=("New",))
    assert await shower.edit(new, amina.id, number, Urgency.BULK)
    assert await shower.edit(new, amina.id, number, Urgency.BULK)
    await amina.looks()
    amina.sees("New")
    assert not await shower.edit(new, amina.id, number + 1, Urgency.BULK)
