"""The profile: units, their outcomes, and what an outcome asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Lesson
from bot.curriculum.profile import Outcome, Profile, Statement, Unit
from bot.curriculum.words import Phrase
from bot.kit.i18n import Words
from bot.kit.telegram.pages import pages_of
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, italic, joined, lines, link, paragraphs, text
from bot.library.addresses import LessonsOfOutcome, OpenUnit, OpenUnits
from bot.library.rules.reading import lessons_of_outcome, quizzes_of_outcome
from bot.library.screens.parts import (
    Paged,
    back_button,
    head,
    label,
    room_under,
    said,
    turn,
    way_back,
)

QUIZZES_SHOWN: Final = 2
LESSONS_A_PAGE: Final = 4
BULLET: Final = "• "


def units_screen(words: Words, profile: Profile) -> Screen:
    """The units, and whose profile it is."""
    units = [
        Button(label(f"{unit.id} {said(words, unit.short)}"), OpenUnit(unit.id))
        for unit in profile.units
    ]
    listed = [f"{unit.id} {said(words, unit.title)}" for unit in profile.units]
    titles = [unit.title for unit in profile.units]
    return Screen(
        paragraphs(
            head(words, words.text("library.units"), *titles),
            lines(*listed),
            _whose(words, profile),
        ),
        (*button_rows(*units, per_row=2), (back_button(words, places.OpenLibrary()),)),
    )


def _whose(words: Words, profile: Profile) -> Text:
    return italic(profile.label.text(words.language).rich)


def unit_screen(words: Words, profile: Profile, unit: Unit) -> Screen:
    """A unit and its outcomes."""
    outcomes = [
        Button(label(titled(words, outcome)), places.OpenOutcome(outcome.id))
        for outcome in unit.outcomes
    ]
    title = text(f"{unit.id} {said(words, unit.title)}")
    return Screen(
        paragraphs(
            head(words, title, unit.title, unit.summary),
            unit.summary.text(words.language).rich,
            lines(*(titled(words, outcome) for outcome in unit.outcomes)),
            _whose(words, profile),
        ),
        (*button_rows(*outcomes), way_back(words, OpenUnits())),
    )


def titled(words: Words, outcome: Outcome) -> str:
    return f"{outcome.id} {said(words, outcome.title)}"


def outcome_screen(
    words: Words, curriculum: Curriculum, outcome: Outcome, page: int, *, is_trainee: bool
) -> Screen:
    """What it says, what an assessor looks for, what evidence is asked: at least a page each."""
    of = outcome_pages(words, curriculum, outcome)
    shown, turning = turn(words, of, page, lambda to: places.OpenOutcome(outcome.id, to))
    on_evidence = is_trainee and page >= len(of.pages) - 1
    return Screen(
        shown,
        (
            *turning,
            *button_rows(
                *_ways_on(words, curriculum, outcome, is_trainee=is_trainee),
                _own_evidence(words, outcome) if on_evidence else None,
            ),
            way_back(words, OpenUnit(outcome.unit)),
        ),
    )


def outcome_pages(words: Words, curriculum: Curriculum, outcome: Outcome) -> Paged:
    above = paragraphs(
        head(words, text(titled(words, outcome)), *_phrases(outcome)),
        _whose(words, curriculum.profile),
    )
    room = room_under(words, above)
    pages = (
        *pages_of(_meaning(words, outcome), room),
        *pages_of(_criteria(words, outcome), room, "\n"),
        *pages_of(_evidence(words, outcome), room),
    )
    return Paged(above, pages)


def _phrases(outcome: Outcome) -> Iterator[Phrase]:
    yield outcome.title
    yield outcome.evidence.sufficient
    yield from (statement.text for statement in outcome.statements)
    yield from (criterion.text for criterion in outcome.criteria)


def _meaning(words: Words, outcome: Outcome) -> list[Text]:
    """Its three sides, how much work it is, and what ESCO calls it."""
    skills = [link(said(words, skill.label), skill.uri) for skill in outcome.esco]
    return [
        *(_side(words, statement) for statement in outcome.statements),
        words.count_text("library.workload", outcome.hours),
        words.text("library.esco", skills=joined(", ", skills)) if skills else (),
    ]


def _side(words: Words, statement: Statement) -> Text:
    side = bold(words.text(f"library.aspect.{statement.aspect}"))
    return lines(side, statement.text.text(words.language).rich)


def _criteria(words: Words, outcome: Outcome) -> list[Text]:
    told = [text(BULLET, one.text.text(words.language).rich) for one in outcome.criteria]
    heading = bold(words.text("library.criteria"))
    return [lines(heading, *told[:1]), *told[1:]]


def _evidence(words: Words, outcome: Outcome) -> list[Text]:
    """How many pieces, of which kinds, how recent, and what makes them enough."""
    asked = outcome.evidence
    kinds = words.listing(evidence_kinds(words, outcome))
    several = asked.kinds_at_least > 1
    return [
        lines(
            bold(words.text("library.evidence")),
            words.count_text("library.pieces", asked.pieces),
            words.text("library.kinds", kinds=kinds),
            words.count_text("library.different", asked.kinds_at_least) if several else (),
            words.count_text("library.recent", asked.within_months),
        ),
        lines(bold(words.text("library.sufficient")), asked.sufficient.text(words.language).rich),
    ]


def evidence_kinds(words: Words, outcome: Outcome) -> list[str]:
    """Their names as they stand within a sentence: only German keeps its capitals."""
    names = [words(f"evidence.kind.{kind}") for kind in outcome.evidence.kinds]
    return names if words.language == "de" else [name[:1].lower() + name[1:] for name in names]


def _ways_on(
    words: Words, curriculum: Curriculum, outcome: Outcome, *, is_trainee: bool
) -> Iterator[Button]:
    """To what there is to read, to be tested on, and to hand in."""
    lessons = len(lessons_of_outcome(curriculum, outcome.id))
    if lessons:
        yield Button(words.count("library.lessons", lessons), LessonsOfOutcome(outcome.id))
    for quiz in quizzes_of_outcome(curriculum, outcome.id)[:QUIZZES_SHOWN]:
        named = words("library.quiz", title=said(words, quiz.title))
        yield Button(label(named), places.OpenQuiz(quiz.id))
    if is_trainee:
        yield Button(words("library.hand_in"), places.AddEvidenceFor(outcome.id))


def _own_evidence(words: Words, outcome: Outcome) -> Button:
    """On the last page, which is about evidence: what there is of it and what is missing."""
    return Button(words("library.own_evidence"), places.OpenOutcomeEvidence(outcome.id))


def lessons_screen(words: Words, curriculum: Curriculum, outcome: Outcome, page: int) -> Screen:
    """What there is to read for an outcome."""
    lessons = lessons_of_outcome(curriculum, outcome.id)
    shown, turning = paged(
        words, lessons, page, LESSONS_A_PAGE, lambda to: LessonsOfOutcome(outcome.id, to)
    )
    titles = [lesson.title for lesson in shown]
    listed = [_line(words, lesson) for lesson in shown] or [words.text("library.no_lessons")]
    return Screen(
        paragraphs(head(words, text(titled(words, outcome)), outcome.title, *titles), *listed),
        (
            *button_rows(
                *(Button(label(said(words, one.title)), places.OpenLesson(one.id)) for one in shown)
            ),
            *turning,
            way_back(words, places.OpenOutcome(outcome.id)),
        ),
    )


def _line(words: Words, lesson: Lesson) -> Text:
    minutes = words.count("library.minutes", lesson.minutes)
    return lines(lesson.title.text(words.language).rich, minutes)
