"""How questions fare, in numbers, on both databases and on phones."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.files.sheets import BYTE_ORDER_MARK
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import WrittenFile
from bot.kit.text import plain
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.actions import claiming
from bot.tutoring.addresses import OpenFigures, SendFigures
from bot.tutoring.rules.figures import ALL, NOBODY, By, Figures, Spread
from bot.tutoring.rules.thread import Helped
from bot.tutoring.screens.figures import figures_screen, sheet_screen
from bot.tutoring.store.figures import find_figures
from tests.people import Cast
from tests.tutoring.conftest import HOURS, NOW, Crew
from tests.tutoring.test_journey import answers, asks

SINCE = NOW - timedelta(days=30)


async def answered_after(crew: Crew, asker: Person, tutor: Person, hours: int) -> None:
    """Answered, and closed two hours later."""
    thread = await crew.ask(asker)
    public = thread.question.public_id
    await claiming.claim_question(crew.session, tutor, public, NOW)
    at = NOW + timedelta(hours=hours)
    await crew.answer(tutor, thread, "Yes", 20, at)
    later = at + timedelta(hours=2)
    said = Helped.YES if hours > 1 else Helped.NO
    await claiming.say_whether_it_helped(crew.session, asker, public, Helped.YES, later, HOURS)
    await claiming.say_whether_it_helped(crew.session, asker, public, said, later, HOURS)


async def test_median_and_ninth_tenth_are_ones_that_occurred(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    for hours in (1, 2, 3, 4, 50):
        await answered_after(crew, amina, greta, hours)
    whole, topic = await find_figures(session, greta, By.TOPIC, SINCE)
    assert (whole.group, topic.group) == (ALL, "none")
    assert whole.first == Spread(5, timedelta(hours=3), timedelta(hours=50))
    assert whole.closed == Spread(5, timedelta(hours=5), timedelta(hours=52))
    assert (whole.asked, whole.open, whole.waiting) == (5, 0, 0)
    assert (whole.rated, whole.helped) == (5, 4)


async def test_what_is_open_counts_whenever_it_was_asked(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    await crew.ask(amina)
    thread = await crew.ask(amina)
    await claiming.claim_question(session, greta, thread.question.public_id, NOW)
    found = await find_figures(session, greta, By.TUTOR, NOW + timedelta(days=1))
    whole = found[0]
    assert (whole.open, whole.waiting, whole.asked) == (1, 2, 0)
    assert whole.first == Spread(0, None, None)
    assert {(one.group, one.name) for one in found[1:]} == {
        (NOBODY, ""),
        (str(greta.id), "Greta"),
    }


async def test_a_tutor_sees_no_colleagues_numbers_and_a_coordinator_those_of_their_scope(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    await answered_after(crew, amina, greta, 1)
    await answered_after(crew, amina, jon, 2)
    of_sweden = Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE")
    carla, eva = (
        await crew.join("Carla", of_sweden),
        await crew.join("Eva", Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "ES")),
    )
    seen = {one.name for one in await find_figures(session, greta, By.TUTOR, SINCE)}
    assert seen == {"", "Greta"}
    seen = {one.name for one in await find_figures(session, carla, By.TUTOR, SINCE)}
    assert seen == {"", "Greta", "Jon"}
    assert await find_figures(session, eva, By.TUTOR, SINCE) == []


def crowded(name: str) -> Figures:
    span = timedelta(days=1234)
    spread = Spread(99_999, span, span)
    return Figures("7", name, 99_999, 99_999, 99_999, spread, spread, 99_999, 99_999)


def test_the_screen_fits_and_the_file_runs_nothing() -> None:
    found = [crowded(f"{'=HYPERLINK()'}{n}") for n in range(9)]
    for language in LANGUAGES:
        words = Words(language)
        for page in (0, 1, 99):
            screen = figures_screen(words, found, By.TUTOR, 365, page)
            assert len(plain(screen.text)) <= 900
            assert sum(map(len, screen.rows)) <= 8
    file = sheet_screen(Words("en"), found, By.TUTOR, 365).attachment
    assert isinstance(file, WrittenFile)
    assert file.content.startswith(f"{BYTE_ORDER_MARK}Group;Asked")
    assert ";=" not in file.content
    assert "\n'=HYPERLINK()0;99999" in file.content


async def test_on_phones_by_topic_by_tutor_and_as_a_file(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await answers(greta)
    await greta.writes("/figures")
    greta.sees("Asked: 1 · free now: 0 · waiting for us now: 0")
    await greta.presses("By tutor", times=2)
    greta.sees("Greta")
    await greta.presses("365 days")
    await greta.presses("As a file (CSV)")
    assert "figures.csv" in str(greta.of_bot()[-1])
    await greta.presses_old(OpenFigures(By.TOPIC, 7, 99))
    greta.sees("last 30 days")


async def test_trainees_reach_no_figures(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina)
    for address in (OpenFigures(By.TUTOR, 30), SendFigures(By.TUTOR, 30)):
        await amina.presses_old(address)
        amina.sees_no("Asked:")


def test_what_took_seconds_is_said_to_have_taken_a_minute() -> None:
    quick = Spread(2, timedelta(seconds=4), timedelta(seconds=20))
    whole = Figures(ALL, "", 0, 0, 2, quick, Spread(0, None, None), 0, 0)
    screen = figures_screen(Words("en"), [whole], By.TOPIC, 30, 0)
    assert "half within 1 minute, nine in ten within 1 minute" in plain(screen.text)
