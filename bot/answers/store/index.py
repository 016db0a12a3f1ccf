"""The index: what stands in it, and looking something up.

SQLite looks up in FTS5, PostgreSQL in a `tsvector` behind a GIN index; both get the same folded
words and the beginnings of those that are looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import (
    and_,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.rules.fitting import Found
from bot.answers.tables import SearchRow
from bot.kit.db import table_of

search = table_of(SearchRow)
_fts: Any = table("answers_fts", column("rowid"))
_FOUND: Any = (
    search.c.reference,
    search.c.language,
    search.c.title,
    search.c.title_words,
    search.c.body_words,
)
TITLE_WEIGHT: Final = 4.0
CANDIDATES: Final = 24
A_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be found, in one language; `digest` changes with anything about it."""

    reference: str
    language: str
    country: str | None
    digest: str
    title: str
    title_words: str
    body_words: str


def _is_postgres(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"


async def look_up(
    session: AsyncSession, stems: Sequence[str], language: str, country: str | None
) -> list[Found]:
    """At most 24 in this language that have any of the words, the database's best first.

    What is marked for another country is not among them.
    """
    if not stems:
        return []
    looked: Any = _in_postgres if _is_postgres(session) else _in_sqlite
    here = or_(search.c.country.is_(None), search.c.country == country)
    found = looked(stems, language).where(here).limit(CANDIDATES)
    return [Found(*row) for row in await session.execute(found)]


def _in_sqlite(stems: Sequence[str], language: str) -> Any:
    any_of = " OR ".join(f'"{stem}"*' for stem in stems)
    asked = f'language : "{language}" AND {{title_words body_words}} : ({any_of})'
    index = cast("Any", literal_column("answers_fts"))
    rank = func.bm25(index, 0.0, TITLE_WEIGHT, 1.0)
    joined = _fts.join(search, search.c.id == _fts.c.rowid)
    found = select(*_FOUND).select_from(joined).where(index.op("MATCH")(asked))
    return found.order_by(rank, search.c.id)


def _in_postgres(stems: Sequence[str], language: str) -> Any:
    asked = func.to_tsquery("simple", " | ".join(f"{stem}:*" for stem in stems))
    rank = func.ts_rank(search.c.words, asked)
    found = select(*_FOUND).where(
        and_(search.c.language == language, search.c.words.op("@@")(asked))
    )
    return found.order_by(rank.desc(), search.c.id)


async def find_digests(session: AsyncSession, kind: str) -> Mapping[tuple[str, str], str]:
    """The digests of one kind's rows (`c.` or `p.`), by reference and language."""
    found = select(search.c.reference, search.c.language, search.c.digest).where(
        search.c.reference.startswith(kind)
    )
    return {(row[0], row[1]): row[2] for row in await session.execute(found)}


async def put(session: AsyncSession, entries: Sequence[Entry]) -> None:
    """What was there of the same answers in the same languages goes."""
    for start in range(0, len(entries), A_PAGE):
        page = entries[start : start + A_PAGE]
        await take_out(session, {(one.reference, one.language) for one in page})
        values = [{name: getattr(one, name) for name in Entry.__slots__} for one in page]
        await session.execute(insert(search), values)
        if _is_postgres(session):
            await _fill_words(session, {one.reference for one in page})


def _weight(letter: str) -> Any:
    """PostgreSQL's one-byte type, which no bound value has."""
    return cast("Any", literal_column(f"'{letter}'::\"char\""))


async def _fill_words(session: AsyncSession, references: Collection[str]) -> None:
    title = func.setweight(func.to_tsvector("simple", search.c.title_words), _weight("A"))
    body = func.setweight(func.to_tsvector("simple", search.c.body_words), _weight("D"))
    filling = update(search).where(search.c.reference.in_(references), search.c.words.is_(None))
    await session.execute(filling.values(words=title.op("||")(body)))


async def take_out(session: AsyncSession, keys: Collection[tuple[str, str]]) -> None:
    """These references in these languages are found no more."""
    by_language: dict[str, list[str]] = {}
    for reference, language in keys:
        by_language.setdefault(language, []).append(reference)
    for language, references in by_language.items():
        of = and_(search.c.reference.in_(references), search.c.language == language)
        await session.execute(delete(search).where(of))


async def take_out_whole(session: AsyncSession, reference: str) -> None:
    """An answer is found no more, in whatever language."""
    await session.execute(delete(search).where(search.c.reference == reference))
