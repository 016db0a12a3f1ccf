"""Answers and their texts."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.rules.published import Answer, State, Worded
from bot.answers.tables import AnswerRow, TextRow
from bot.kit.db import table_of
from bot.kit.i18n import LANGUAGES
from bot.people.rules import Person

answers = table_of(AnswerRow)
texts = table_of(TextRow)
MOST_OF_A_TOPIC: Final = 100
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
