"""From a press on a phone to the screen that answers it, and back."""

from bot import places
from tests.people import Cast


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
