"""Every screen of every quiz there is fits a phone, in every language."""

from datetime import timedelta

import pytest

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.items.answers import encode_answer
from bot.items.rules import right_answer, score
from bot.kit.address import Address
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.quizzes.addresses import BeginQuiz, LookAt, ShowMistakes
from bot.quizzes.rules import (
    Attempt,
    Explained,
    Given,
    OpenAttempt,
    Outcome,
    Question,
    Result,
    Standing,
    points_of,
    result_of,
)
from bot.quizzes.screens import choosing, questions, results
from tests.quizzes.samples import NOW, QUIZ, TODAY, with_quiz, withdrawn, wrong_answer

EN = Words("en")
BEST = Result("abcdefghij", 50400, 20, 70, NOW)
LAST = Result("bcdefghijk", 5040, 20, 70, NOW)


def fits(screen: Screen) -> bool:
    buttons = [button for row in screen.rows for button in row]
    for button in buttons:
        assert isinstance(button.to, str) or button.to.pack()
    return len(plain(screen.text)) <= 900 and 1 <= len(buttons) <= 8


def targets(screen: Screen) -> list[Address | str]:
    return [button.to for row in screen.rows for button in row]


def outcome(content: Curriculum, quiz: str, right: int, of: int = 20) -> Outcome:
    """A finished attempt at the first items with so many right answers at its beginning."""
    items = content.quizzes[quiz].items[:of]
    answers = [right_answer(i) if n < right else wrong_answer(i) for n, i in enumerate(items)]
    given = tuple(
        Given(n, encode_answer(i, a), points_of(score(i, a)), score(i, a).right)
        for n, (i, a) in enumerate(zip(items, answers, strict=True), start=1)
    )
    versions = tuple((item.id, item.fingerprint) for item in items)
    points = sum(g.points for g in given)
    attempt = Attempt(1, "abcdefghij", quiz, 70, versions, len(items) + 1, points, NOW, NOW)
    return Outcome(attempt, result_of(attempt), items, given)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", "1234567")
def test_every_question_and_its_feedback_fit(content: Curriculum, unit: str, language: str) -> None:
    for quiz in content.quizzes.values():
        if quiz.unit == unit:
            _all_fit(Words(language), outcome(content, quiz.id, right=0, of=len(quiz.items)))


def _all_fit(words: Words, finished: Outcome) -> None:
    late = TODAY + timedelta(days=9999)
    for item, given in zip(finished.items, finished.answers, strict=True):
        asked = Question(finished.attempt, item, right_answer(item))
        assert fits(questions.question_screen(words, asked, late)), item.id
        for answer in (right_answer(item), wrong_answer(item)):
            explained = Explained(finished.attempt, item, answer, given, next_mistake=20)
            for page in range(4):
                assert fits(questions.explained_screen(words, explained, late, page)), item.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("right", [0, 9, 16, 20])
def test_every_result_fits(content: Curriculum, right: int, language: str) -> None:
    words = Words(language)
    for quiz in content.quizzes:
        finished = outcome(content, quiz, right)
        assert fits(results.outcome_screen(words, content, finished))
        for page in range(-1, 6):
            assert fits(results.mistakes_screen(words, finished, page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_fits(content: Curriculum, language: str) -> None:
    words = Words(language)
    standing = Standing("eures", OpenAttempt("cdefghijkm", 7, 20), LAST, BEST)
    quizzes = [*content.quizzes.values()] * 4
    assert fits(choosing.quizzes_screen(words, quizzes, {"eures": standing, "esco": standing}))
    for known in (None, standing, Standing("eures", last=LAST, best=BEST)):
        assert fits(choosing.quiz_screen(words, content.quizzes["eures"], known))


def test_a_quiz_says_where_one_stands(content: Curriculum) -> None:
    standing = Standing("eures", OpenAttempt("cdefghijkm", 7, 20), LAST, BEST)
    shown = plain(choosing.quiz_screen(EN, content.quizzes["eures"], standing).text)
    assert "You stopped at question 7 of 20." in shown
    assert "Last result: 10%, not passed yet." in shown
    assert "Best result: 100%, passed." in shown


def test_a_result_is_never_called_a_certificate(content: Curriculum) -> None:
    shown = plain(results.outcome_screen(EN, content, outcome(content, "eures", 20)).text)
    assert "You passed this quiz." in shown
    assert "20 of 20 points, that is 100%. You needed 70%." in shown
    assert "certif" not in shown.lower()


def test_who_did_not_pass_reads_first(content: Curriculum) -> None:
    finished = outcome(content, "eures", right=5)
    to = targets(results.outcome_screen(EN, content, finished))
    assert isinstance(to[0], places.OpenLesson)
    assert ShowMistakes("abcdefghij") in to
    assert BeginQuiz("eures") in to


def test_every_question_is_told_right_or_not(content: Curriculum) -> None:
    shown = plain(results.outcome_screen(EN, content, outcome(content, "eures", 2)).text)
    assert "Right: 1 and 2." in shown
    assert "Not right: 3, 4" in shown


def test_mistakes_lead_to_their_feedback(content: Curriculum) -> None:
    finished = outcome(content, "eures", right=13)
    to = targets(results.mistakes_screen(EN, finished))
    assert to[:5] == [LookAt("abcdefghij", n) for n in range(14, 19)]
    assert ShowMistakes("abcdefghij", 1) in to


def test_a_result_of_a_quiz_no_longer_taught_is_shown(content: Curriculum) -> None:
    finished = outcome(with_quiz(content, QUIZ), "small", right=0)
    screen = results.outcome_screen(EN, content, finished)
    assert "A former quiz" in plain(screen.text)
    assert BeginQuiz("small") not in targets(screen)


def test_every_item_can_be_asked_about(content: Curriculum) -> None:
    finished = outcome(content, "eures", right=0)
    item = finished.items[0]
    flag = places.AskTutor(about="item", reference=item.id)
    asked = Question(finished.attempt, item, right_answer(item))
    explained = Explained(finished.attempt, item, right_answer(item), finished.answers[0])
    assert flag in targets(questions.question_screen(EN, asked, TODAY))
    assert flag in targets(questions.explained_screen(EN, explained, TODAY))


def test_an_item_withdrawn_meanwhile_says_so() -> None:
    item = withdrawn(QUIZ.items[0])
    attempt = Attempt(1, "abcdefghij", "small", 70, ((item.id, "x"),), 1, 0, NOW)
    shown = questions.question_screen(EN, Question(attempt, item, right_answer(item)), TODAY)
    assert "are being checked again" in plain(shown.text)
