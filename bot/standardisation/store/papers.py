"""What was judged: kept when an exercise is opened, read once the content has moved on."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.kit.db import insert_new, table_of
from bot.standardisation.papers import from_snapshot, hash_of, paper_of, to_snapshot
from bot.standardisation.rules.exercises import Exercise, Paper
from bot.standardisation.tables import PaperRow

papers = table_of(PaperRow)


class PaperGone(LookupError):
    """A draft's sample that is not in the content any more, or has changed."""


async def save_paper(session: AsyncSession, paper: Paper) -> None:
    """Keep this version, once."""
    sample = paper.sample
    await session.execute(
        insert_new(session, PaperRow)
        .values(
            sample=sample.id,
            hash=hash_of(paper),
            version=sample.version,
            data=to_snapshot(paper),
        )
        .on_conflict_do_nothing()
    )


async def load_paper(session: AsyncSession, curriculum: Curriculum, exercise: Exercise) -> Paper:
    """As taught now where unchanged, so with the newest translations, else as it was kept.

    Raises PaperGone, for drafts alone.
    """
    if exercise.sample in curriculum.samples:
        paper = paper_of(curriculum, curriculum.samples[exercise.sample])
        if hash_of(paper) == exercise.hash:
            return paper
    kept = select(papers.c.data).where(
        papers.c.sample == exercise.sample, papers.c.hash == exercise.hash
    )
    data = (await session.execute(kept)).scalar_one_or_none()
    if data is None:
        raise PaperGone(exercise.sample)
    return from_snapshot(data)


async def load_papers(
    session: AsyncSession, curriculum: Curriculum, exercises: Iterable[Exercise]
) -> dict[int, Paper]:
    """Of several exercises that were opened, by their ids, in one statement at most."""
    papers_now = {name: paper_of(curriculum, one) for name, one in curriculum.samples.items()}
    known = {(name, hash_of(one)): one for name, one in papers_now.items()}
    wanted = {one.id: (one.sample, one.hash) for one in exercises}
    if gone := set(wanted.values()) - known.keys():
        columns = (papers.c.sample, papers.c.hash, papers.c.data)
        kept = select(*columns).where(tuple_(papers.c.sample, papers.c.hash).in_(gone))
        for row in await session.execute(kept):
            known[row.sample, row.hash] = from_snapshot(row.data)
    return {number: known[version] for number, version in wanted.items()}


async def find_titles(
    session: AsyncSession, curriculum: Curriculum, exercises: list[Exercise], language: str
) -> dict[int, str]:
    """What each exercise is called, by its id; that of a sample that is gone is its id."""
    gone = {one.sample for one in exercises if one.sample not in curriculum.samples}
    titles = {name: one.title.text(language).text for name, one in curriculum.samples.items()}
    if gone:
        kept = select(papers.c.sample, papers.c.data).where(papers.c.sample.in_(gone))
        for sample, data in await session.execute(kept):
            titles[sample] = from_snapshot(data).sample.title.text(language).text
    return {one.id: titles.get(one.sample, one.sample) for one in exercises}
