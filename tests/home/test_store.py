"""What home reads, in one statement, on both databases."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import event, insert

from bot.cohorts import store as cohorts
from bot.evidence.tables import PieceRow
from bot.home import store
from bot.home.rules import Facts
from bot.kit.db import Database, table_of
from bot.lessons.tables import ReadingRow
from bot.needs.tables import AnalysisRow, PartRow
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.quizzes.rules import WHOLE
from bot.quizzes.tables import AttemptRow
from bot.tutoring.tables import QuestionRow
from tests.people import Cast

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()


async def somebody(session: Any, number: int = 1) -> int:
    return await people.add_person(
        session, number, name="Amina", language="en", zone="Europe/Stockholm",
        weekly_budget=5, consent_version=CONSENT_VERSION, now=NOW,
    )  # fmt: skip


def attempt(person: int, public: str, points: int, finished: datetime | None) -> dict[str, Any]:
    return {
        "public_id": public, "person_id": person, "quiz": "eures", "quiz_version": 1,
        "pass_mark": 70, "asked": "[]", "total": 10, "position": 1, "points": points * WHOLE,
        "started_at": NOW, "finished_at": finished,
    }  # fmt: skip


async def test_somebody_new_has_nothing(database: Database) -> None:
    async with database.transaction() as session:
        number = await somebody(session)
        assert await store.load_facts(session, number, TODAY) == Facts()


async def test_lessons_and_quizzes_open_and_done(database: Database) -> None:
    async with database.transaction() as session:
        number = await somebody(session)
        shared = {"person_id": number, "card": "c", "furthest": 1, "started_at": NOW}
        shared["turned_at"] = NOW
        reading = table_of(ReadingRow)
        await session.execute(insert(reading).values(lesson="a", finished_at=NOW, **shared))
        await session.execute(insert(reading).values(lesson="b", finished_at=None, **shared))
        attempts = table_of(AttemptRow)
        await session.execute(insert(attempts).values(attempt(number, "x", 7, NOW)))
        await session.execute(insert(attempts).values(attempt(number, "y", 0, None)))
        facts = await store.load_facts(session, number, TODAY)
        assert (facts.lessons["a"].done, facts.lessons["a"].is_open) == (True, False)
        assert (facts.lessons["b"].done, facts.lessons["b"].is_open) == (False, True)
        assert (facts.quizzes["eures"].done, facts.quizzes["eures"].is_open) == (True, True)
        assert facts.lessons["a"].at == NOW


async def test_a_failed_attempt_is_neither_done_nor_open(database: Database) -> None:
    async with database.transaction() as session:
        number = await somebody(session)
        await session.execute(insert(table_of(AttemptRow)).values(attempt(number, "x", 6, NOW)))
        quiz = (await store.load_facts(session, number, TODAY)).quizzes["eures"]
        assert (quiz.done, quiz.is_open) == (False, False)


async def test_the_latest_analysis_counts(database: Database) -> None:
    async with database.transaction() as session:
        number = await somebody(session)
        analyses, parts = table_of(AnalysisRow), table_of(PartRow)
        for one, (phase, finished) in enumerate((("start", NOW), ("middle", None)), start=1):
            await session.execute(
                insert(analyses).values(
                    id=one, public_id=phase, person_id=number, phase=phase, content_hash="x",
                    started_at=NOW, finished_at=finished,
                )
            )  # fmt: skip
        await session.execute(insert(parts).values(analysis_id=1, unit="1", finished_at=NOW))
        await session.execute(insert(parts).values(analysis_id=2, unit="2", finished_at=NOW))
        facts = await store.load_facts(session, number, TODAY)
        assert facts.analysed is False
        assert facts.parts == {"2"}


async def test_the_soonest_milestone_of_today_or_later(database: Database) -> None:
    async with database.transaction() as session:
        number = await somebody(session)
        group = await cohorts.add_cohort(
            session, name="Autumn", country="SE", sector=None, zone="Europe/Stockholm",
            starts_on=TODAY, ends_on=date(2027, 1, 1), now=NOW,
        )  # fmt: skip
        await cohorts.add_member(session, number, group, NOW)
        for title, day in (("Past", 23), ("Soon", 25), ("Later", 30)):
            await cohorts.add_milestone(session, group, title, date(2026, 11, day), time(17))
        soonest = (await store.load_facts(session, number, TODAY)).milestone
        assert soonest is not None
        assert (soonest.title, soonest.due_at) == ("Soon", datetime(2026, 11, 25, 16, tzinfo=UTC))


async def test_home_costs_at_most_eight_statements(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/home")
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "PRAGMA")):
            statements.append(statement)

    engine = cast.stage.app.services.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await amina.stage.call("POST", f"people/{amina.id}/chats/{amina.id}/send", {"text": "/home"})
    await cast.stage.fetch()
    await cast.stage.app.inbox.idle()
    assert len(statements) <= 8, "\n".join(statements)


async def test_what_waits_to_be_read_is_counted(database: Database) -> None:
    async with database.transaction() as session:
        number = await somebody(session)
        for public, unread in (("a", True), ("b", False)):
            await session.execute(
                insert(table_of(QuestionRow)).values(
                    public_id=public, asker_id=number, language="en", about="none", state="open",
                    reference="", title="", excerpt="", opening="", version=1, wait=0,
                    escalation=0, begun_at=NOW, unread_asker=unread, unread_tutor=False,
                )
            )  # fmt: skip
            await session.execute(
                insert(table_of(PieceRow)).values(
                    public_id=public, person_id=number, outcome="", state="draft", version=1,
                    context="", checks="", tags="", unread=unread, changed_at=NOW,
                )
            )  # fmt: skip
        facts = await store.load_facts(session, number, TODAY)
        assert (facts.unread, facts.feedback) == (1, 1)
