"""All files of a content folder, read in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from bot.curriculum.answers import AnswerTopic
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lessons import GlossaryTerm, Guide, Lesson, Module, Quiz
from bot.curriculum.profile import Needs, Profile
from bot.curriculum.reading.answers import read_topic
from bot.curriculum.reading.cards import CutCard, cut_lesson
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.findings import Findings
from bot.curriculum.reading.folder import ContentFolder, Folder
from bot.curriculum.reading.glossary import read_terms
from bot.curriculum.reading.guides import read_guide
from bot.curriculum.reading.lessons import read_lesson, read_modules, read_quiz
from bot.curriculum.reading.profile import read_needs, read_profile
from bot.curriculum.reading.samples import read_sample
from bot.curriculum.reading.texts import Scope
from bot.curriculum.samples import Sample
from bot.curriculum.words import SOURCE_LANGUAGE

Value = TypeVar("Value")


def read_content(folder: Folder) -> tuple[Curriculum, Findings]:
    """Everything that could be read; fit for use only if the findings hold no fault."""
    findings = Findings()
    files = ContentFolder(findings, folder)
    profile = _read(files, "profile.yaml", read_profile)
    needs = _read(files, "needs.yaml", partial(read_needs, profile=profile))
    modules = _read(files, "modules.yaml", read_modules)
    lessons = [_read_cards(files, path, read_lesson) for path in files.sources("lessons")]
    quizzes = [_read(files, path, read_quiz) for path in files.sources("quizzes")]
    terms = _read(files, "glossary.yaml", read_terms)
    topics = [_read(files, path, read_topic) for path in files.sources("answers")]
    guides = [_read_cards(files, path, read_guide) for path in files.sources("guides")]
    read = partial(read_sample, profile=profile)
    samples = [_read(files, path, read) for path in files.sources("samples")]
    findings.settle_references()
    files.report_orphans()
    _judge_modules(findings, modules, lessons, quizzes)
    taught = _assembled(profile, needs, modules, lessons, quizzes, terms, topics, guides, samples)
    return taught, findings


def _read(files: ContentFolder, path: str, read: Callable[[Entry, Scope], Value]) -> Value:
    entry, scope = files.yaml(path)
    value = read(entry, scope)
    entry.close()
    scope.texts.close()
    return value


def _read_cards(
    files: ContentFolder, path: str, read: Callable[[Entry, Sequence[CutCard], Scope], Value]
) -> Value:
    file = f"{SOURCE_LANGUAGE}/{path}"
    front, cards = cut_lesson(files.findings, file, files.written(path))
    scope = files.texts(path, front)
    value = read(front, cards, scope)
    for entry in (front, *(card.block for card in cards)):
        entry.close()
    scope.texts.close()
    return value


def _judge_modules(
    findings: Findings,
    modules: Sequence[Module],
    lessons: Sequence[Lesson],
    quizzes: Sequence[Quiz],
) -> None:
    """Each lesson stands in the list of its own module alone, each quiz in one list."""
    for lesson in lessons:
        listing = [module.id for module in modules if lesson.id in module.lessons]
        if lesson.id and listing != [lesson.module]:
            problem = f"of module `{lesson.module}`, but listed by {_named(listing)}"
            remedy = "list it in the one module it names"
            findings.fault(findings.place_of("lesson", lesson.id), problem, remedy)
    for quiz in quizzes:
        listing = [module.id for module in modules if quiz.id in module.quizzes]
        if quiz.id and len(listing) != 1:
            remedy = "list it in one module in modules.yaml"
            problem = f"listed by {_named(listing)}"
            findings.fault(findings.place_of("quiz", quiz.id), problem, remedy)


def _named(modules: Sequence[str]) -> str:
    return ", ".join(f"`{module}`" for module in modules) or "no module"


def _assembled(
    profile: Profile,
    needs: Needs,
    modules: Sequence[Module],
    lessons: Sequence[Lesson],
    quizzes: Sequence[Quiz],
    terms: Sequence[GlossaryTerm],
    topics: Sequence[AnswerTopic],
    guides: Sequence[Guide],
    samples: Sequence[Sample],
) -> Curriculum:
    outcomes = [outcome for unit in profile.units for outcome in unit.outcomes]
    by_id = {lesson.id: lesson for lesson in lessons}
    tests = {quiz.id: quiz for quiz in quizzes}
    return Curriculum(
        profile=profile,
        needs=needs,
        units={unit.id: unit for unit in profile.units},
        outcomes={outcome.id: outcome for outcome in outcomes},
        statements={part.id: part for outcome in outcomes for part in outcome.statements},
        modules={module.id: module for module in modules},
        lessons={one: by_id[one] for module in modules for one in module.lessons if one in by_id},
        quizzes={one: tests[one] for module in modules for one in module.quizzes if one in tests},
        terms={term.id: term for term in terms},
        topics={topic.id: topic for topic in topics},
        answers={answer.id: answer for topic in topics for answer in topic.answers},
        guides={guide.id: guide for guide in guides},
        samples={sample.id: sample for sample in samples},
        items={item.id: item for item in _all_items(needs, by_id.values(), quizzes)},
    )


def _all_items(needs: Needs, lessons: Iterable[Lesson], quizzes: Iterable[Quiz]) -> Iterable[Item]:
    for items in (*needs.checks.values(), *(quiz.items for quiz in quizzes)):
        yield from items
    for lesson in lessons:
        yield from (card.item for card in lesson.cards if card.item)
