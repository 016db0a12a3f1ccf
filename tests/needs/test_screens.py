"""Every screen of the analysis fits a phone, in every language, and says its facts in words."""

from dataclasses import replace

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.pictures import render_png
from bot.kit.telegram.screen import Drawn, Screen, screen_to_data
from bot.kit.text import plain
from bot.needs.rules.parts import Asked, Phase, Place, Progress, QuestionKind
from bot.needs.rules.results import FinishedPart, Record, Shown, unit_result
from bot.needs.screens import checks, closely, overview, questions, result
from tests.needs.answering import TODAY, part, record

EN = Words("en")
ZONE = "Europe/Athens"


def fits(screen: Screen, longest: int = 900) -> bool:
    buttons = [button for row in screen.rows for button in row]
    assert screen_to_data(screen)
    return len(plain(screen.text)) <= longest and 1 <= len(buttons) <= 8


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def asked_ones(content: Curriculum, answered: Record) -> list[Asked]:
    """Every question, answered before, right after another one."""
    found: list[Asked] = []
    for unit in content.units:
        of = part(content, unit)
        noted = answered.answers[of.questions[0].id]
        for position in range(1, len(of.questions) + 1):
            place = Place(of, position)
            given = answered.answers[place.question.id]
            found.append(Asked(Phase.START, place, given, noted, place.question.item))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_fits_a_phone(content: Curriculum, language: str) -> None:
    words = Words(language)
    for asked in asked_ones(content, record(content, step=4)):
        if asked.item is not None:
            for given in (asked.given, None):
                of = replace(asked, given=given)
                assert fits(checks.check_screen(words, content, of, asked.item, "seed"))
        else:
            screen = questions.question_screen(words, content, asked)
            assert fits(screen)
            assert max(map(len, labels(screen))) <= questions.BUTTON_HOLDS


def test_the_chosen_answer_is_named_in_the_text(content: Curriculum) -> None:
    asked = asked_ones(content, record(content, step=2))[0]
    screen = questions.question_screen(EN, content, asked)
    assert "Your answer: ‘I can with support’." in plain(screen.text)
    assert labels(screen)[1] == "✓ I can with support"
    unanswered = questions.question_screen(EN, content, replace(asked, given=None))
    assert "Your answer" not in plain(unanswered.text)


def test_words_too_long_for_a_button_stand_in_the_text(content: Curriculum) -> None:
    long = replace(content.needs.steps[3], written={"en": "On my own " * 6})
    needs = replace(content.needs, steps=(*content.needs.steps[:3], long))
    asked = asked_ones(content, record(content))[0]
    screen = questions.question_screen(EN, replace(content, needs=needs), asked)
    assert labels(screen)[:4] == ["1", "✓ 2", "3", "4"]
    assert "4. On my own On my own" in plain(screen.text)
    assert len(screen.rows[0]) == 4


def test_what_is_not_translated_comes_in_english_and_says_so(content: Curriculum) -> None:
    asked = asked_ones(content, record(content))[0]
    only = {**content.needs.statements}
    only[asked.place.question.id] = replace(only[asked.place.question.id], written={"en": "Yes"})
    needs = replace(content.needs, statements=only)
    words = Words("el")
    untranslated = questions.question_screen(words, replace(content, needs=needs), asked)
    assert "Η μετάφραση δεν υπάρχει ακόμη" in plain(untranslated.text)
    assert "Η μετάφραση" not in plain(questions.question_screen(words, content, asked).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_through_the_parts_fit(content: Curriculum, language: str) -> None:
    words, answered = Words(language), record(content, step=4, right=False, finished=False)
    assert fits(overview.introduction_screen(words, content))
    for done in ("", "123", "1234567"):
        progress = Progress(answered.analysis, dict.fromkeys("1234567", 9), frozenset(done))
        assert fits(overview.progress_screen(words, content, progress))
        assert fits(overview.parts_screen(words, content, Phase.START, progress, TODAY))
        for following in (part(content, "2"), None):
            own = unit_result(content.units["3"], answered)
            finished = FinishedPart(Phase.START, part(content, "3"), own, following, len(done))
            assert fits(overview.part_screen(words, content, finished))
    assert fits(overview.parts_screen(words, content, Phase.START, None, TODAY))
    assert fits(overview.again_screen(words, content, Phase.MIDDLE))


def results(content: Curriculum) -> list[Shown]:
    """From little to all there can be said: two steps apart everywhere, with an earlier one."""
    worst = record(content, step=1, importance=dict.fromkeys(content.outcomes, 3))
    surest = record(content, step=4, right=False)
    return [
        Shown(record(content, units="1"), unfinished=Phase.START, unit="2"),
        Shown(worst, again=Phase.MIDDLE),
        Shown(worst, surest, unfinished=Phase.END),
        Shown(surest, worst, again=Phase.END),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_fits_its_picture_and_a_phone(content: Curriculum, language: str) -> None:
    words = Words(language)
    for shown in results(content):
        assert fits(result.result_screen(words, content, shown, ZONE), longest=1024)
        assert fits(closely.gaps_screen(words, content, shown))
        assert fits(closely.units_screen(words, content, shown))
        for outcome in content.outcomes.values():
            if outcome.unit in shown.record.done:
                assert fits(closely.outcome_screen(words, content, shown, outcome))


def test_the_caption_says_what_the_picture_shows(content: Curriculum) -> None:
    middle = Shown(record(content, step=3, phase=Phase.MIDDLE), record(content, step=1))
    caption = plain(result.result_screen(EN, content, middle, ZONE).text)
    assert "Where you stand · half-way, 24 Nov 2026" in caption
    assert "1. Communication: you 3.0 · required 3.5 · checks 2 of 2 · before 1.0" in caption
    assert "Not a test, no certificate. Draft, not the official CQJB profile." in caption


def test_self_rating_and_checks_are_two_series(content: Curriculum) -> None:
    shown = Shown(record(content, step=3, right=False, units="12", finished=False))
    drawn = result.result_screen(EN, content, shown, ZONE).attachment
    assert isinstance(drawn, Drawn)
    axes = drawn.data["axes"]
    assert isinstance(axes, list)
    assert axes[0] == {
        "label": "Communication",
        "required": 3.5,
        "self": 3.0,
        "checks": 1.0,
        "earlier": None,
    }
    assert (axes[6]["self"], axes[6]["checks"]) == (None, None)


def test_two_steps_apart_are_pointed_out_kindly(content: Curriculum) -> None:
    higher = plain(result.result_screen(EN, content, results(content)[3], ZONE).text)
    assert "You rate yourself higher than your checks came out: Communication, " in higher
    lower = plain(result.result_screen(EN, content, results(content)[1], ZONE).text)
    assert "You may know more than you think." in lower


async def test_the_picture_is_a_picture(content: Curriculum) -> None:
    drawn = result.result_screen(Words("el"), content, results(content)[3], ZONE).attachment
    assert isinstance(drawn, Drawn)
    png = await render_png(drawn.template, drawn.data, language=drawn.language)
    assert png.startswith(b"\x89PNG")


def test_gaps_come_greatest_first_with_why(content: Curriculum) -> None:
    low = dict.fromkeys(("5.1.k", "5.1.s", "5.1.r"), 1)
    answered = record(content, low, step=3, importance={"5.1": 3, "1.1": 1})
    told = plain(closely.gaps_screen(EN, content, Shown(answered)).text)
    assert told.index("1. 5.1 Knowing") < told.index("2. 2.1 Winning")
    assert (
        "Your lowest answer: ‘I cannot do this yet’. Required: ‘I can on my own’. "
        "You find it very important."
    ) in told
    assert "1.1 Adapting" not in told


def test_an_outcome_shows_each_answer_and_the_sum(content: Curriculum) -> None:
    answered = record(content, {"5.1.s": 1}, importance={"5.1": 3})
    screen = closely.outcome_screen(EN, content, Shown(answered), content.outcomes["5.1"])
    told = plain(screen.text)
    assert told.count("→ ") == 3
    assert "→ I cannot do this yet" in told
    assert "Your mean: 1.7. Required: 3. Gap 1.3 × importance 3 (Very) = 4.0." in told


def test_question_kinds_have_their_own_answers(content: Curriculum) -> None:
    asked = asked_ones(content, record(content))[6]
    assert asked.place.question.kind is QuestionKind.IMPORTANCE
    screen = questions.question_screen(EN, content, asked)
    assert labels(screen)[:3] == ["Hardly", "✓ Fairly", "Very"]
