"""Every screen of the plan fits a phone, in every language."""

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain
from bot.needs.rules.results import Record
from bot.people.rules import Person
from bot.plan import screens
from bot.plan.rules import LearningPlan, plan_of
from tests.needs.answering import record
from tests.plan.test_rules import with_lessons_for
from tests.untranslated import without

EN = Words("en")
TRAINEE = Person(
    1, "abcdefghij", 7_000_000_001, "Þórdís Ægisdóttir Björnsdóttir", "is", "Europe/Athens"
)


def fits(screen: Screen) -> bool:
    buttons = [button for row in screen.rows for button in row]
    assert screen_to_data(screen)
    assert max(len(button.label) for button in buttons) <= 40
    return len(plain(screen.text)) <= 900 and 1 <= len(buttons) <= 8


def plans(content: Curriculum) -> list[LearningPlan]:
    pins = dict.fromkeys(content.lessons, TRAINEE.name)
    important = dict.fromkeys(content.outcomes, 3)
    records: list[Record | None] = [
        None,
        record(content, step=1, importance=important),
        record(content, step=4),
        record(content, units="1"),
    ]
    return [plan_of(content, one, {}, pin) for one in records for pin in ({}, pins)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plan_fits_a_phone(content: Curriculum, language: str) -> None:
    words = Words(language)
    for plan in plans(content):
        for page in (-1, 0, 1, 99):
            assert fits(screens.plan_screen(words, content, plan, page))
            assert fits(screens.trainee_plan_screen(words, content, TRAINEE, plan, page))
    people = [TRAINEE] * 5
    assert fits(screens.trainees_screen(words, people, 1, has_more=True))
    assert fits(screens.trainees_screen(words, [], 0, has_more=False))
    for lesson in content.lessons.values():
        assert fits(screens.pinned_notice(words, TRAINEE.name, lesson))


def test_each_lesson_has_its_reason_in_words(content: Curriculum) -> None:
    content = with_lessons_for(content, "7.1", "7.2")
    answered = record(content, step=2, importance={"7.1": 3, "7.2": 1})
    plan = plan_of(content, answered, {}, {"esco-basics": "Tova"})
    told = plain(screens.plan_screen(EN, content, plan).text)
    assert "Tova put this on top for you." in told
    assert "Because you answered ‘I can with support’ for 7.1 and find it very important." in told
    assert "No lessons yet for Communication, Engagement, " in told


def test_a_plan_without_an_analysis_leads_to_it(content: Curriculum) -> None:
    screen = screens.plan_screen(EN, content, plan_of(content, None, {}, {}))
    assert screen.rows[0][0].label == "Begin the analysis"
    assert screen.rows[1][0].label == "Saying the same thing to three …"


def test_the_lesson_to_read_first_is_the_first_button(content: Curriculum) -> None:
    answered = record(content, {"7.2.k": 1, "7.2.s": 1}, step=3, importance={"7.2": 3})
    screen = screens.plan_screen(EN, content, plan_of(content, answered, {}, {}))
    assert screen.rows[0][0].label == "Describe a client and a vacancy …"


def test_english_titles_come_with_a_note(content: Curriculum) -> None:
    content = without(content, "el")
    plan = plan_of(content, record(content, step=2), {}, {})
    greek = plain(screens.plan_screen(Words("el"), content, plan).text)
    assert "Ορισμένα μαθήματα είναι στα αγγλικά" in greek
    assert "översättningen" not in plain(screens.plan_screen(Words("sv"), content, plan).text)
