"""Keeping the index at what the content says and what is published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.rules.folding import folded
from bot.answers.rules.published import CONTENT
from bot.answers.store import index
from bot.answers.store.index import Entry
from bot.curriculum.answers import PublishedAnswer
from bot.curriculum.curriculum import Curriculum


def entry_of(
    reference: str, language: str, country: str | None, question: str, answer: str
) -> Entry:
    """An answer as it is to be found in one language."""
    digest = hashlib.sha256(json.dumps([country, question, answer]).encode()).hexdigest()[:32]
    words = (folded(question, language), folded(answer, language))
    return Entry(reference, language, country, digest, question, *words)


async def index_content(session: AsyncSession, curriculum: Curriculum, today: date) -> int:
    """What the content says now, without what is to be looked at again; how many rows changed."""
    wanted = {(one.reference, one.language): one for one in _entries(curriculum, today)}
    there = await index.find_digests(session, CONTENT)
    gone = there.keys() - wanted.keys()
    new = [one for key, one in wanted.items() if there.get(key) != one.digest]
    await index.take_out(session, gone)
    await index.put(session, new)
    return len(gone) + len(new)


def _entries(curriculum: Curriculum, today: date) -> Iterator[Entry]:
    for answer in curriculum.answers.values():
        if not answer.is_withdrawn(today):
            yield from _in_each_language(answer)


def _in_each_language(answer: PublishedAnswer) -> Iterator[Entry]:
    for language in answer.question.written:
        if answer.answer.is_in(language):
            question = answer.question.text(language).text
            said = answer.answer.text(language).text
            yield entry_of(f"{CONTENT}{answer.id}", language, None, question, said)
