"""What there is to read: modules, their lessons, and a lesson that has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Lesson, Module
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, italic, joined, lines, paragraphs
from bot.lessons import rules
from bot.lessons.addresses import ModulesPage, OpenCard
from bot.lessons.rules import FinishedLesson, Reading, State

MODULES_A_PAGE: Final = 4
LESSONS_A_PAGE: Final = 5
QUIZZES_SHOWN: Final = 2


def modules_screen(
    words: Words, curriculum: Curriculum, readings: Mapping[str, Reading], page: int = 0
) -> Screen:
    """Modules in the order of their units, with how much there is and how much of it is read."""
    units = list(curriculum.units)
    ordered = sorted(curriculum.modules.values(), key=lambda module: units.index(module.unit))
    shown, pages = paged(words, ordered, page, MODULES_A_PAGE, ModulesPage)
    stopped = rules.stopped_last(curriculum, readings)
    text = paragraphs(
        bold(words.text("lessons.modules")),
        _translation_note(words, curriculum, shown),
        *(_module_text(words, curriculum, readings, module) for module in shown),
    )
    go_on = Button(words("lessons.go_on"), places.OpenLesson(stopped.lesson)) if stopped else None
    modules = [Button(m.title.text(words.language).text, places.OpenModule(m.id)) for m in shown]
    home = Button(words("kit.home"), places.OpenHome())
    return Screen(text, (*button_rows(go_on, *modules), *pages, (home,)))


def _translation_note(words: Words, curriculum: Curriculum, shown: Sequence[Module]) -> Text:
    lessons = (curriculum.lessons[lesson] for module in shown for lesson in module.lessons)
    if all(lesson.is_in(words.language) for lesson in lessons):
        return ()
    return italic(words.text("lessons.some_in_english"))


def _module_text(
    words: Words, curriculum: Curriculum, readings: Mapping[str, Reading], module: Module
) -> Text:
    progress = words.count_text(
        "lessons.progress", len(module.lessons), read=rules.count_read(module, readings)
    )
    unit = words("lessons.unit", unit=module.unit)
    return lines(
        bold(module.title.text(words.language).rich),
        joined(" · ", [unit, progress, effort(words, curriculum, *module.lessons)]),
    )


def effort(words: Words, curriculum: Curriculum, *lessons: str) -> str:
    """Minutes and kilobytes of some lessons, in this language."""
    sizes = rules.sizes(curriculum, words.language)
    minutes = sum(curriculum.lessons[lesson].minutes for lesson in lessons)
    kilobytes = rules.kilobytes(sum(sizes[lesson] for lesson in lessons))
    return words.count("lessons.effort", minutes, kilobytes=kilobytes)


def module_screen(
    words: Words,
    curriculum: Curriculum,
    module: Module,
    readings: Mapping[str, Reading],
    page: int = 0,
) -> Screen:
    """A module's lessons with their state; the one to read next stands first among the buttons."""
    numbered = list(enumerate(module.lessons, 1))
    shown, pages = paged(
        words, numbered, page, LESSONS_A_PAGE, lambda n: places.OpenModule(module.id, n)
    )
    following = rules.lesson_to_read(curriculum, module, readings)
    text = paragraphs(
        bold(module.title.text(words.language).rich),
        module.summary.text(words.language).rich if shown[0] == numbered[0] else "",
        *(_lesson_text(words, curriculum, readings, n, lesson) for n, lesson in shown),
    )
    buttons = [_lesson_button(words, n, lesson, following) for n, lesson in shown]
    buttons.sort(key=lambda b: following is None or b.to != places.OpenLesson(following.id))
    is_last = shown[-1] == numbered[-1]
    quizzes = Button(words("lessons.quizzes"), places.OpenQuizzes())
    end = button_rows(
        quizzes if module.quizzes and is_last else None,
        Button(words("booklets.as_pdf"), places.OpenBooklet(module.id)),
        Button(words("kit.back"), places.OpenModules()),
    )
    return Screen(text, (*button_rows(*buttons), *pages, *end))


def _lesson_text(
    words: Words,
    curriculum: Curriculum,
    readings: Mapping[str, Reading],
    number: int,
    lesson: str,
) -> Text:
    found = curriculum.lessons[lesson]
    state = _state(words, found, readings.get(lesson))
    return lines(
        bold(f"{number}. ", found.title.text(words.language).rich),
        joined(" · ", [state, effort(words, curriculum, lesson)]),
    )


def _state(words: Words, lesson: Lesson, reading: Reading | None) -> str:
    match rules.state_of(reading):
        case State.NOT_STARTED:
            return words("lessons.not_started")
        case State.READING:
            at = rules.resume_at(lesson, reading)
            return words("lessons.at_card", n=at.position, of=len(lesson.cards))
        case State.READ:
            return words("lessons.read")


def _lesson_button(words: Words, number: int, lesson: str, following: Lesson | None) -> Button:
    is_next = following is not None and following.id == lesson
    label = words("lessons.next_number" if is_next else "lessons.number", n=number)
    return Button(label, places.OpenLesson(lesson))


def finished_screen(words: Words, curriculum: Curriculum, finished: FinishedLesson) -> Screen:
    """Read to the end: the next lesson, the quizzes of the module, the plan."""
    module, following = finished.module, finished.next
    progress = words.count_text("lessons.progress", len(module.lessons), read=finished.read)
    title = finished.lesson.title.text(words.language).rich
    text = paragraphs(
        words.text("lessons.finished", title=bold(title)),
        joined(" · ", [module.title.text(words.language).rich, progress]),
        _what_next(words, following),
    )
    quizzes = [curriculum.quizzes[quiz] for quiz in module.quizzes[:QUIZZES_SHOWN]]
    named = ((quiz.title.text(words.language).text, quiz.id) for quiz in quizzes)
    onward = button_rows(
        Button(words("lessons.next_lesson"), places.OpenLesson(following.id))
        if following
        else None,
        *(Button(words("lessons.quiz", title=t), places.OpenQuiz(quiz)) for t, quiz in named),
        Button(words("lessons.plan"), places.OpenPlan()),
    )
    again = Button(words("lessons.again"), _first_card(finished.lesson))
    contents = Button(words("lessons.contents"), places.OpenModule(module.id))
    home = Button(words("kit.home"), places.OpenHome())
    return Screen(text, (*onward, (again, contents), (home,)))


def _what_next(words: Words, following: Lesson | None) -> Text:
    if following is None:
        return words.text("lessons.all_read")
    title = following.title.text(words.language).rich
    return words.text("lessons.what_next", title=bold(title))


def _first_card(lesson: Lesson) -> OpenCard:
    return OpenCard(lesson.id, lesson.cards[0].id)
