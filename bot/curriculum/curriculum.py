"""Everything that is taught, by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.curriculum.answers import AnswerTopic, PublishedAnswer
from bot.curriculum.items import Item
from bot.curriculum.lessons import GlossaryTerm, Guide, Lesson, Module, Quiz
from bot.curriculum.profile import Needs, Outcome, Profile, Statement, Unit
from bot.curriculum.samples import Sample


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Mappings from ids to values, in the order of the files; lessons and quizzes in that of their
    modules.

    `items` holds every item wherever it is asked: needs analysis, quizzes and lessons.
    """

    profile: Profile
    needs: Needs
    units: Mapping[str, Unit]
    outcomes: Mapping[str, Outcome]
    statements: Mapping[str, Statement]
    modules: Mapping[str, Module]
    lessons: Mapping[str, Lesson]
    quizzes: Mapping[str, Quiz]
    terms: Mapping[str, GlossaryTerm]
    topics: Mapping[str, AnswerTopic]
    answers: Mapping[str, PublishedAnswer]
    guides: Mapping[str, Guide]
    samples: Mapping[str, Sample]
    items: Mapping[str, Item]
