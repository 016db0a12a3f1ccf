"""Looking something up: what still exists, what somebody may read, and what is sent as a file."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.booklets.rules import may_read
from bot.curriculum.answers import AnswerTopic, PublishedAnswer
from bot.curriculum.current import current_curriculum
from bot.curriculum.lessons import GlossaryTerm, Guide
from bot.curriculum.profile import Outcome, Unit
from bot.kit.clock import in_zone
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.library.addresses import OpenGlossary, OpenGuide, OpenGuides, OpenTopic, OpenUnits
from bot.library.rules.reading import GuideCard, find_guide_card
from bot.people.rules import Person


class AnswerWithdrawn(Refusal):
    """Nobody has looked at its facts again in time."""

    words = "library.answer_withdrawn"


def load_unit(unit: str) -> Unit:
    """Raises ScreenOutdated where the profile has it no more."""
    found = current_curriculum().units.get(unit)
    if found is None:
        raise ScreenOutdated(instead=OpenUnits())
    return found


def load_outcome(outcome: str) -> Outcome:
    """Raises ScreenOutdated where the profile has it no more."""
    found = current_curriculum().outcomes.get(outcome)
    if found is None:
        raise ScreenOutdated(instead=OpenUnits())
    return found


def load_term(term: str) -> GlossaryTerm:
    """Raises ScreenOutdated where the glossary has it no more."""
    found = current_curriculum().terms.get(term)
    if found is None:
        raise ScreenOutdated(instead=OpenGlossary())
    return found


def load_topics(today: date) -> list[AnswerTopic]:
    """Those with an answer that may still be given: in the order of the units, then the others."""
    curriculum = current_curriculum()
    units = list(curriculum.units)
    found = [topic for topic in curriculum.topics.values() if topic.open_answers(today)]
    return sorted(found, key=lambda topic: units.index(topic.unit) if topic.unit else len(units))


def load_topic(topic: str, today: date) -> AnswerTopic:
    """Raises ScreenOutdated where there is no such topic, or none of its answers is left."""
    found = current_curriculum().topics.get(topic)
    if found is None or not found.open_answers(today):
        raise ScreenOutdated(instead=places.OpenAnswers())
    return found


def load_answer(answer: str, today: date) -> PublishedAnswer:
    """Raises ScreenOutdated for one that is gone, AnswerWithdrawn for one to be checked again."""
    found = current_curriculum().answers.get(answer)
    if found is None:
        raise ScreenOutdated(instead=places.OpenAnswers())
    if found.is_withdrawn(today):
        raise AnswerWithdrawn(instead=OpenTopic(found.topic))
    return found


def load_guide(person: Person, guide: str) -> Guide:
    """Raises ScreenOutdated for one that is gone, NotAllowed for one for other roles."""
    found = current_curriculum().guides.get(guide)
    if found is None:
        raise ScreenOutdated(instead=OpenGuides())
    if not may_read(person, found):
        raise NotAllowed(instead=OpenGuides())
    return found


def load_guide_card(person: Person, guide: str, card: str) -> GuideCard:
    """Raises ScreenOutdated for a card that is gone, and what `load_guide` raises."""
    found = load_guide(person, guide)
    place = find_guide_card(found, card)
    if place is None:
        raise ScreenOutdated(instead=OpenGuide(guide))
    return place


def today_of(person: Person, now: datetime) -> date:
    """The day on the person's own clock."""
    return in_zone(now, person.zone).date()


async def ask_for_sheet(session: AsyncSession, person: Person, now: datetime) -> None:
    """What is taught where, as a spreadsheet; asked twice within a minute it is sent once."""
    await queue_task(
        session,
        "library.coverage",
        {"person": person.id},
        dedupe_key=f"library.coverage.{person.id}.{now:%Y-%m-%dT%H:%M}",
        run_after=now,
    )
