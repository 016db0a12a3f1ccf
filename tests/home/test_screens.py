"""Home in every language and role: short, few buttons, the next step first."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot import places
from bot.cohorts.rules import Milestone
from bot.curriculum.curriculum import Curriculum
from bot.home import screens
from bot.home.addresses import ActAs
from bot.home.rules import MENU, Facts, Progress, Work
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.people.rules import Grant, Person, Role

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AMINA = Person(
    1, "p", 10, "A" * 100, "en", "Europe/Stockholm",
    profile_complete=True, grants=frozenset(Grant(role) for role in Role),
)  # fmt: skip
SOON = Milestone(0, 0, "M" * 60, date(2026, 12, 1), time(17), "Europe/Stockholm")


def fits(screen: Screen) -> None:
    assert utf16_length(plain(screen.text)) <= 900, plain(screen.text)
    assert sum(len(row) for row in screen.rows) <= 8
    assert screen.rows
    screen_to_data(screen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_of_a_trainee_fits(language: str, content: Curriculum) -> None:
    words = Words(language)
    opened = Progress(done=False, is_open=True, at=NOW)
    lesson, quiz = next(iter(content.lessons)), next(iter(content.quizzes))
    for facts in (
        Facts(),
        Facts(analysed=True, lessons={lesson: opened}, unread=3, milestone=SOON),
        Facts(analysed=True, quizzes={quiz: opened}, unread=1),
    ):
        fits(screens.trainee_screen(words, AMINA, facts, content))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TRAINEE])
def test_home_of_staff_fits(role: Role, language: str) -> None:
    fits(screens.staff_screen(Words(language), AMINA, role, Work(12, 1)))
    fits(screens.staff_screen(Words(language), AMINA, role, Work()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_screens_fit(language: str) -> None:
    words = Words(language)
    fits(screens.help_screen(words, list(MENU)))
    fits(screens.unknown_command_screen(words))
    fits(screens.silence_warning(words, "24 Nov 2026, 12:00", "25 Nov 2026, 12:00"))
    for what in ("evidence", "joining", "lessons", "tutoring", "other"):
        fits(screens.send_again_notice(words, "from", "to", what, places.OpenHome()))
    for role in Role:
        person = replace(AMINA, grants=frozenset({Grant(role)}))
        for written in ((), ("Hello",), ("Ö" * 4096,)):
            fits(screens.unaddressed_screen(words, person, written))


def test_what_waits_to_be_read_is_said_and_has_its_button(content: Curriculum) -> None:
    facts = Facts(analysed=True, unread=2)
    screen = screens.trainee_screen(Words("en"), replace(AMINA, name="Amina"), facts, content)
    assert "2 new answers from tutors" in plain(screen.text)
    assert any(b.to == places.OpenQuestions() for row in screen.rows for b in row)


def test_who_has_every_role_can_act_in_each_whatever_waits() -> None:
    person = replace(AMINA, grants=frozenset(Grant(role) for role in Role))
    work = Work(questions=2, judgements=3, held=1)
    for role in set(Role) - {Role.TRAINEE}:
        screen = screens.staff_screen(Words("en"), person, role, work)
        fits(screen)
        leads_to = [button.to for row in screen.rows for button in row]
        assert {ActAs(other) for other in Role if other is not role} <= set(leads_to)
