"""Every screen that shows something taught, as the rooms draw it, with a name for a failing test.

Each is drawn in the languages that its text exists in; what only frames it comes in all six.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Quiz
from bot.evidence.rules.requirements import standing_of
from bot.evidence.screens import coverage as overviews
from bot.evidence.screens.outcome import outcome_evidence_screen
from bot.items.answers import Answer, Choices, Matches, Order, encode_answer
from bot.items.paths import Path, best_choice, go_on, scene_now
from bot.items.rules import right_answer
from bot.items.screens.lengths import under_way
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.lessons.rules import CardInPlace, OpenedCard
from bot.lessons.screens import cards, checks, modules, terms
from bot.library.rules.reading import GuideCard
from bot.library.screens import answers, coverage, glossary, guides, outcomes
from bot.needs.rules import parts
from bot.needs.rules.parts import Asked, Phase, Place
from bot.needs.screens import checks as needs_checks
from bot.needs.screens import overview
from bot.needs.screens import questions as needs_questions
from bot.quizzes.rules import Attempt, Explained, Given, Question
from bot.quizzes.screens import choosing, questions
from bot.standardisation.papers import paper_of
from bot.standardisation.screens import judging, preparing
from bot.standardisation.screens import results as agreed
from bot.standardisation.screens.lengths import EXERCISE, ZONE, drawn_results
from tests.evidence.drawing import held_screens_of
from tests.judging.drawing import screens_of

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FIRST_DAY = date.min  # when nothing was withdrawn yet
MOST_PAGES = 60
Named = tuple[str, Screen]


def all_screens(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    use_curriculum(curriculum)
    rooms = (
        _lessons, _quizzes, _needs, _profile, _evidence, _glossary, _answers, _guides, _samples,
        screens_of, held_screens_of,
    )  # fmt: skip
    for room in rooms:
        yield from room(words, curriculum)


def pages(name: str, draw: Callable[[int], Screen]) -> Iterator[Named]:
    """Every page: one too far is the last one once more."""
    drawn = (draw(page) for page in range(MOST_PAGES))
    for number, (screen, following) in enumerate(pairwise(drawn), start=1):
        yield f"{name}, page {number}", screen
        if following == screen:
            return
    raise AssertionError(f"{name} has more than {MOST_PAGES} pages")


def _lessons(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    yield from pages("modules", lambda n: modules.modules_screen(words, curriculum, {}, n))
    for module in curriculum.modules.values():
        yield from pages(
            f"module {module.id}",
            lambda n, of=module: modules.module_screen(words, curriculum, of, {}, n),
        )
    for lesson in curriculum.lessons.values():
        if not lesson.title.is_in(words.language):
            continue
        for position, card in enumerate(lesson.cards, 1):
            opened = OpenedCard(CardInPlace(lesson, position), resumed=True)
            name = f"{lesson.id}#{card.id}"
            if card.item is not None:
                yield from _check(words, name, opened, card.item)
                continue
            yield name, cards.card_screen(words, curriculum, opened)
            if card.term or card.source:
                yield f"{name}, more", terms.more_screen(words, curriculum, opened.place)


def _check(words: Words, name: str, opened: OpenedCard, item: Item) -> Iterator[Named]:
    for _, so_far in under_way(item):
        yield name, checks.check_screen(words, replace(opened, so_far=so_far), "seed")
    for given in told_answers(item):
        yield from pages(
            f"{name}, explained",
            lambda n, of=given: checks.check_screen(words, replace(opened, given=of), "seed", n),
        )


def _quizzes(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    quizzes = tuple(curriculum.quizzes.values())
    yield from pages("quizzes", lambda n: choosing.quizzes_screen(words, quizzes, {}, n))
    for quiz in quizzes:
        yield f"quiz {quiz.id}", choosing.quiz_screen(words, quiz, None)
        for item in quiz.items:
            if item.question.is_in(words.language):
                yield from _quiz_item(words, quiz, item)


def _quiz_item(words: Words, quiz: Quiz, item: Item) -> Iterator[Named]:
    versions = ((item.id, item.fingerprint),) * quiz.draw
    attempt = Attempt(0, "drawing000", quiz.id, 70, versions, quiz.draw, 0, LONG_AGO)
    for _, so_far in under_way(item):
        asked = Question(attempt, item, so_far)
        yield item.id, questions.question_screen(words, asked, FIRST_DAY)
    for answer in told_answers(item):
        told = Explained(attempt, item, answer, Given(1, encode_answer(item, answer), 0, False))
        yield from pages(
            f"{item.id}, explained",
            lambda n, of=told: questions.explained_screen(words, of, FIRST_DAY, n),
        )


def told_answers(item: Item) -> Iterator[Answer]:
    """Finished answers, so that something is said about every part."""
    yield right_answer(item)
    match item.kind:
        case Kind.CASE:
            for scene, path in under_way(item):
                for choice in scene.choices if scene and isinstance(path, Path) else ():
                    yield _to_the_end(item, go_on(item, path, choice.id))
        case Kind.ORDERING:
            yield Order(tuple(step.id for step in reversed(item.steps)))
        case Kind.MATCHING:
            ids = [pair.id for pair in item.pairs]
            yield Matches(tuple(zip(ids, [*ids[1:], ids[0]], strict=True)))
        case _:
            for option in item.options:
                yield Choices(frozenset({option.id}))


def _to_the_end(item: Item, path: Path) -> Path:
    while (scene := scene_now(item, path)) is not None:
        path = go_on(item, path, best_choice(scene).id)
    return path


def _needs(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    yield "needs", overview.introduction_screen(words, curriculum)
    for unit in curriculum.units:
        part = parts.part_of(curriculum, unit, FIRST_DAY)
        assert part is not None
        for position in range(1, len(part.questions) + 1):
            asked = Asked(Phase.START, Place(part, position))
            yield from _question(words, curriculum, asked)


def _question(words: Words, curriculum: Curriculum, asked: Asked) -> Iterator[Named]:
    question = asked.place.question
    name, item = f"needs {question.id}", question.item
    if item is None:
        yield name, needs_questions.question_screen(words, curriculum, asked)
        return
    yield name, needs_checks.check_screen(words, curriculum, asked, item, "seed")
    for answer in told_answers(item):
        code, unit = encode_answer(item, answer), asked.place.part.unit.id
        given = parts.Answer(item.id, unit, code, item.fingerprint)
        told = replace(asked, given=given)
        yield from pages(
            f"{name}, explained",
            lambda n, of=told: needs_checks.check_screen(words, curriculum, of, item, "seed", n),
        )


def _profile(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    profile = curriculum.profile
    yield "units", outcomes.units_screen(words, profile)
    for unit in profile.units:
        yield f"unit {unit.id}", outcomes.unit_screen(words, profile, unit)
        for one in unit.outcomes:
            yield from pages(
                f"outcome {one.id}",
                lambda n, of=one: outcomes.outcome_screen(
                    words, curriculum, of, n, is_trainee=True
                ),
            )
            yield from pages(
                f"lessons of {one.id}",
                lambda n, of=one: outcomes.lessons_screen(words, curriculum, of, n),
            )
    yield from pages("coverage", lambda n: coverage.coverage_screen(words, curriculum, n))


def _evidence(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    none = {one.id: standing_of(one, (), LONG_AGO) for one in curriculum.outcomes.values()}
    yield "overview", overviews.coverage_screen(words, curriculum, none, FIRST_DAY)
    for unit in curriculum.profile.units:
        yield (
            f"overview of {unit.id}",
            overviews.unit_coverage_screen(words, unit, none, "Europe/Athens"),
        )
    for standing in none.values():
        yield (
            f"evidence of {standing.outcome}",
            outcome_evidence_screen(words, standing, 0, "Europe/Athens"),
        )


def _glossary(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    yield "glossary", glossary.glossary_screen(words, curriculum)
    yield from pages("terms", lambda n: glossary.browse_screen(words, curriculum, n))
    for term in curriculum.terms.values():
        yield from pages(
            f"term {term.id}",
            lambda n, of=term: glossary.term_screen(words, curriculum, of, n),
        )


def _answers(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    topics = tuple(curriculum.topics.values())
    yield from pages("topics", lambda n: answers.topics_screen(words, topics, n))
    for topic in topics:
        yield from pages(
            f"topic {topic.id}",
            lambda n, of=topic: answers.topic_screen(words, of, of.answers, n),
        )
    for answer in curriculum.answers.values():
        yield from pages(
            f"answer {answer.id}",
            lambda n, of=answer: answers.answer_screen(words, curriculum, of, n, is_trainee=True),
        )


def _guides(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    found = tuple(curriculum.guides.values())
    yield from pages("guides", lambda n: guides.guides_screen(words, found, n))
    for guide in found:
        yield from pages(f"guide {guide.id}", lambda n, of=guide: guides.guide_screen(words, of, n))
        for position, card in enumerate(guide.cards, 1):
            place = GuideCard(guide, position)
            yield from pages(
                f"{guide.id}#{card.id}",
                lambda n, of=place: guides.guide_card_screen(words, of, n, under_review=False),
            )


def _samples(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    yield from pages("samples", lambda n: preparing.samples_screen(words, curriculum, n))
    public = EXERCISE.public_id
    for sample in curriculum.samples.values():
        paper, name = paper_of(curriculum, sample), f"sample {sample.id}"
        yield (
            name,
            judging.overview_screen(words, EXERCISE, paper, [1], ZONE, signed=False, manages=True),
        )
        for position in range(1, len(sample.pieces) + 1):
            shown = judging.piece_screen(words, public, paper, position, judges=True)
            yield f"{name}, piece {position}", shown
        results = drawn_results(paper)
        yield f"{name}, results", agreed.results_screen(words, results)
        for position in range(1, len(paper.criteria) + 1):
            yield f"{name}, result {position}", agreed.result_screen(words, results, position)
