"""Publishing an answer, looking at it again, withdrawing it and putting it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.actions.indexing import entry_of
from bot.answers.actions.refusals import NamesLeft, TextMissing, TopicMissing
from bot.answers.addresses import CheckNames, ChooseTopic, OpenMaking, OpenTexts, Step
from bot.answers.rules.naming import Making, Spot
from bot.answers.rules.published import STAFF, Answer, State, a_year_after
from bot.answers.store import answers as store
from bot.answers.store import index
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def index_live(session: AsyncSession, answer: Answer) -> None:
    """What readers have of it is found, for the countries it holds for."""
    reference = f"{STAFF}{answer.public_id}"
    await index.put(
        session,
        [
            entry_of(reference, one.language, answer.country, one.question, one.answer)
            for one in answer.live.values()
        ],
    )


def ready(answer: Answer, spots: Sequence[Spot]) -> frozenset[str]:
    """The languages in which it can be published now. Raises NamesLeft, TopicMissing, TextMissing.

    A person has decided every spot.
    """
    public = answer.public_id
    if spots:
        raise NamesLeft(instead=CheckNames(public))
    if not answer.topic:
        raise TopicMissing(instead=ChooseTopic(public))
    whole = frozenset(one.language for one in answer.waiting.values() if one.is_whole)
    if not whole:
        raise TextMissing(instead=OpenTexts(public))
    return whole


async def take(
    session: AsyncSession, person: Person, of: Making, step: Step, today: date, now: datetime
) -> None:
    """What was confirmed happens. Raises what the steps do."""
    answer = of.answer
    match step:
        case Step.PUBLISH:
            await publish(session, person, answer, of.spots, today, now)
        case Step.CONFIRM:
            await confirm(session, answer, today)
        case Step.WITHDRAW:
            await withdraw(session, person, answer, now)
        case Step.RESTORE:
            await restore(session, person, answer, now)
        case Step.DROP:
            await drop(session, answer)


async def publish(
    session: AsyncSession,
    person: Person,
    answer: Answer,
    spots: Sequence[Spot],
    today: date,
    now: datetime,
) -> None:
    """What waits is what readers have, dated today and to be looked at in a year.

    Raises what `ready` does, ScreenOutdated where it has changed since.
    """
    languages = ready(answer, spots)
    await _change(
        session,
        answer,
        [State.DRAFT, State.PUBLISHED],
        state=str(State.PUBLISHED),
        published_at=answer.published_at or now,
        **_checked(today),
    )
    await store.go_live(session, answer, languages)
    await _index_again(session, answer)
    record(session, _deed(Action.ANSWER_PUBLISHED, person, answer, now))


def _checked(today: date) -> dict[str, date]:
    return {"valid_as_of": today, "review_by": a_year_after(today)}


async def _index_again(session: AsyncSession, answer: Answer) -> None:
    changed = await store.find_answer(session, answer.public_id)
    if changed is not None:
        await index_live(session, changed)


def _deed(action: Action, person: Person, answer: Answer, now: datetime) -> Deed:
    thing = Reference("published_answer", str(answer.id))
    return Deed(action, now, thing, person.id, answer.asker_id)


async def confirm(session: AsyncSession, answer: Answer, today: date) -> None:
    """Somebody has looked at it: it holds as of today. Raises ScreenOutdated."""
    await _change(session, answer, [State.PUBLISHED], **_checked(today))


async def withdraw(session: AsyncSession, person: Person, answer: Answer, now: datetime) -> None:
    """Readers find it no more; it can be put back. Raises ScreenOutdated."""
    await _change(session, answer, [State.PUBLISHED], state=str(State.WITHDRAWN), withdrawn_at=now)
    await index.take_out_whole(session, f"{STAFF}{answer.public_id}")
    record(session, _deed(Action.ANSWER_WITHDRAWN, person, answer, now))


async def restore(session: AsyncSession, person: Person, answer: Answer, now: datetime) -> None:
    """As readers had it. Raises ScreenOutdated."""
    await _change(session, answer, [State.WITHDRAWN], state=str(State.PUBLISHED), withdrawn_at=None)
    await _index_again(session, answer)
    record(session, _deed(Action.ANSWER_PUBLISHED, person, answer, now))


async def drop(session: AsyncSession, answer: Answer) -> None:
    """A draft goes. Raises ScreenOutdated for what was published."""
    if answer.state is not State.DRAFT:
        raise ScreenOutdated(instead=OpenMaking(answer.public_id))
    await store.delete_draft(session, answer)


async def _change(
    session: AsyncSession, answer: Answer, expected: Sequence[State], **values: object
) -> None:
    if not await store.change(session, answer, expected, **values):
        raise ScreenOutdated(instead=OpenMaking(answer.public_id))


def must_be(answer: Answer, version: int) -> None:
    """Raises ScreenOutdated where it has changed since the screen was drawn."""
    if answer.version != version:
        raise ScreenOutdated(instead=OpenMaking(answer.public_id))
