"""Answers and their texts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.rules.published import Answer, LookedAfter, State, Worded
from bot.answers.tables import AnswerRow, TextRow
from bot.cohorts.store import members
from bot.kit.db import public_id, table_of
from bot.kit.i18n import LANGUAGES
from bot.people.rules import Person, Role, ScopeKind
from bot.people.store import people

answers = table_of(AnswerRow)
texts = table_of(TextRow)
MOST_OF_A_TOPIC: Final = 100
MOST_NAMES: Final = 1000
_COLUMNS: Any = (
    answers.c.id,
    answers.c.public_id,
    answers.c.author_id,
    answers.c.asker_id,
    answers.c.topic,
    answers.c.country,
    answers.c.language,
    answers.c.version,
    answers.c.published_at,
    answers.c.valid_as_of,
    answers.c.review_by,
    answers.c.state,
    answers.c.cleared,
)


async def find_answer(session: AsyncSession, public: str) -> Answer | None:
    """By public id, with its texts in every language."""
    joined = answers.outerjoin(texts, texts.c.answer_id == answers.c.id)
    worded = (texts.c.language, texts.c.question, texts.c.answer, texts.c.is_live)
    found = select(*_COLUMNS, *(one.label(f"text_{one.name}") for one in worded))
    rows = (
        await session.execute(found.select_from(joined).where(answers.c.public_id == public))
    ).all()
    return _answer(rows) if rows else None


async def find_published(
    session: AsyncSession, reader: Person, topic: str
) -> list[tuple[str, str]]:
    """Public ids and questions of a topic for somebody's country, in their language if there is
    one, the newest first.
    """
    prefers = case((texts.c.language == reader.language, 0), (texts.c.language == "en", 1), else_=2)
    found = (
        select(answers.c.public_id, texts.c.question)
        .join_from(answers, texts, texts.c.answer_id == answers.c.id)
        .where(
            answers.c.state == str(State.PUBLISHED),
            answers.c.topic == topic,
            or_(answers.c.country.is_(None), answers.c.country == reader.country),
            texts.c.is_live.is_(True),
        )
        .order_by(answers.c.published_at.desc(), answers.c.id.desc(), prefers, texts.c.id)
        .limit(MOST_OF_A_TOPIC * len(LANGUAGES))
    )
    listed: dict[str, str] = {}
    for public, question in await session.execute(found):
        listed.setdefault(public, question)
    return list(listed.items())


async def find_by_entry(session: AsyncSession, entry_id: int) -> str | None:
    """The public id of what was made of an answer in a question."""
    found = select(answers.c.public_id).where(answers.c.entry_id == entry_id)
    return (await session.execute(found)).scalar_one_or_none()


async def add_answer(session: AsyncSession, **values: object) -> str:
    """A draft; its public id."""
    public = public_id()
    await session.execute(insert(answers).values(public_id=public, **values))
    return public


async def change(
    session: AsyncSession, answer: Answer, expected: Iterable[State], **values: object
) -> bool:
    """Changed where it is as it was loaded, and in one of these states."""
    changing = (
        update(answers)
        .where(
            answers.c.id == answer.id,
            answers.c.version == answer.version,
            answers.c.state.in_([str(state) for state in expected]),
        )
        .values(version=answers.c.version + 1, **values)
    )
    changed: Any = await session.execute(changing)
    return changed.rowcount == 1


async def save_waiting(
    session: AsyncSession, answer: Answer, worded: Worded, now: datetime
) -> None:
    """What waits in this language is this from now on."""
    await _delete_texts(session, answer, [worded.language], is_live=False)
    values = {"question": worded.question, "answer": worded.answer, "language": worded.language}
    await session.execute(
        insert(texts).values(answer_id=answer.id, is_live=False, written_at=now, **values)
    )


async def go_live(session: AsyncSession, answer: Answer, languages: Collection[str]) -> None:
    """What waits in these languages takes the place of what readers have."""
    await _delete_texts(session, answer, languages, is_live=True)
    of = (texts.c.answer_id == answer.id) & texts.c.language.in_(languages)
    await session.execute(update(texts).where(of).values(is_live=True))


async def _delete_texts(
    session: AsyncSession, answer: Answer, languages: Collection[str], *, is_live: bool
) -> None:
    of = (texts.c.answer_id == answer.id) & texts.c.is_live.is_(is_live)
    await session.execute(delete(texts).where(of, texts.c.language.in_(languages)))


async def delete_draft(session: AsyncSession, answer: Answer) -> None:
    """With its texts; what was published once is never deleted."""
    draft = (answers.c.id == answer.id) & (answers.c.state == str(State.DRAFT))
    of = select(answers.c.id).where(draft)
    await session.execute(delete(texts).where(texts.c.answer_id.in_(of)))
    await session.execute(delete(answers).where(draft))


async def find_names(session: AsyncSession, answer: Answer) -> list[str]:
    """Of whoever asked, made it, or is in a group with whoever asked; one statement."""
    own = select(members.c.cohort_id).where(members.c.person_id == answer.asker_id)
    beside = select(members.c.person_id).where(members.c.cohort_id.in_(own))
    known = [number for number in (answer.asker_id, answer.author_id) if number is not None]
    found = select(people.c.name).where(or_(people.c.id.in_(known), people.c.id.in_(beside)))
    return list((await session.execute(found.limit(MOST_NAMES))).scalars())


async def find_looked_after(
    session: AsyncSession, person: Person, *, limit: int, offset: int
) -> list[LookedAfter]:
    """Their drafts, then what is to be looked at again soonest, what was withdrawn last."""
    order = case((answers.c.state == str(State.DRAFT), 0), else_=1)
    first = (texts.c.answer_id == answers.c.id) & (texts.c.language == answers.c.language)
    question = select(func.max(texts.c.question)).where(first).scalar_subquery()
    found = (
        select(answers.c.public_id, answers.c.state, question, answers.c.review_by)
        .where(_looked_after_by(person))
        .order_by(order, answers.c.state == str(State.WITHDRAWN), answers.c.review_by, answers.c.id)
    )
    rows = await session.execute(found.limit(limit).offset(offset))
    return [LookedAfter(row[0], State(row[1]), row[2] or "", row[3]) for row in rows]


def _looked_after_by(person: Person) -> Any:
    """As `rules.published.may_change` has it."""
    held: list[Any] = [answers.c.author_id == person.id]
    for grant in person.grants:
        if grant.role is not Role.COORDINATOR:
            continue
        if grant.scope_kind is ScopeKind.PROGRAMME:
            held.append(answers.c.state != str(State.DRAFT))
        if grant.scope_kind is ScopeKind.COUNTRY:
            here = answers.c.country == grant.scope
            held.append((answers.c.state != str(State.DRAFT)) & here)
    return or_(*held)


def _answer(rows: Any) -> Answer:
    first = rows[0]
    *plain, state, cleared = first[: len(_COLUMNS)]
    names = [one.name for one in _COLUMNS]
    live, waiting = dict[str, Worded](), dict[str, Worded]()
    for row in rows:
        if row.text_language is not None:
            worded = Worded(row.text_language, row.text_question, row.text_answer)
            (live if row.text_is_live else waiting)[worded.language] = worded
    return Answer(
        **dict(zip(names, plain, strict=False)),
        state=State(state),
        cleared=frozenset(json.loads(cleared)),
        live=live,
        waiting=waiting,
    )
