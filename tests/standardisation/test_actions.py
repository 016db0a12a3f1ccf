"""What may be done with an exercise, by whom, and what stays of it; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase
from bot.kit.db import Database
from bot.kit.personal.holdings import Erased
from bot.kit.refusals import ScreenOutdated
from bot.people import store as people
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.standardisation.actions import judging, preparing, running, seeing
from bot.standardisation.actions.refusals import (
    AlreadyReminded,
    DayDoesNotFit,
    IsClosed,
    IsOpen,
    IsSigned,
    SampleGone,
    TooFewJudges,
)
from bot.standardisation.actions.reporting import load_report
from bot.standardisation.erasing import ERASER
from bot.standardisation.rules.agreement import measure
from bot.standardisation.rules.exercises import Progress, State
from bot.standardisation.rules.results import ratings_of
from bot.standardisation.store import exercises
from bot.standardisation.store.judges import find_judges, verdicts
from tests.standardisation.conftest import NOW, Crew
from tests.standardisation.ways import M, N, P


async def shut(session: AsyncSession, carla: Person, public: str) -> None:
    """Closed and published, as the task does it."""
    await running.close_early(session, carla, public, NOW)
    exercise = await exercises.load_exercise(session, carla, public)
    sheets = await running.load_sheets(session, exercise.id)
    await running.publish(session, exercise.id, measure(ratings_of(exercise.id, sheets)), NOW)


async def listed(session: AsyncSession, person: Person) -> list[str]:
    found = await exercises.find_exercises(session, person, limit=9, offset=0)
    return [one.public_id for one in found]


async def test_everybody_asked_is_told_once_and_nobody_else(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.draft(carla)
    await preparing.set_judge(crew.session, carla, public, bo.id, on=False, now=NOW)
    cleo = await crew.join("Cleo", Grant(Role.ASSESSOR))
    await preparing.set_judge(crew.session, carla, public, cleo.id, on=True, now=NOW)
    await preparing.start(crew.session, carla, public, NOW)
    assert await crew.told("invited") == {anna.id, cleo.id}
    with pytest.raises(ScreenOutdated):
        await preparing.start(crew.session, carla, public, NOW)


async def test_it_takes_two_judges_and_a_day_that_is_still_to_come(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.draft(carla)
    with pytest.raises(DayDoesNotFit):
        await preparing.start(crew.session, carla, public, NOW + timedelta(days=4))
    await preparing.set_judge(crew.session, carla, public, bo.id, on=False, now=NOW)
    with pytest.raises(TooFewJudges):
        await preparing.start(crew.session, carla, public, NOW)


async def test_a_new_draft_takes_the_place_of_the_earlier_one(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    first = await crew.draft(carla)
    second = await crew.draft(carla, "two-moves")
    assert await listed(crew.session, carla) == [second]
    with pytest.raises(ScreenOutdated):
        await preparing.load_prepared(crew.session, carla, first)


async def test_a_draft_is_its_makers_alone(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.draft(carla)
    dora = await crew.join("Dora", Grant(Role.ADMINISTRATOR))
    assert [await listed(crew.session, one) for one in (dora, anna)] == [[], []]
    for stranger in (dora, anna):
        with pytest.raises(ScreenOutdated):
            await preparing.load_prepared(crew.session, stranger, public)


@pytest.mark.parametrize(
    ("kind", "scope", "sees"),
    [
        (ScopeKind.PROGRAMME, None, True),
        (ScopeKind.COUNTRY, "SE", True),
        (ScopeKind.COUNTRY, "IS", False),
        (ScopeKind.COHORT, "own", True),
        (ScopeKind.COHORT, "999", False),
    ],
)
async def test_other_coordinators_see_it_where_their_scope_holds_that_of_its_maker(
    crew: Crew, anna: Person, bo: Person, kind: ScopeKind, scope: str | None, sees: bool
) -> None:
    group = await cohorts.add_cohort(
        crew.session, name="Spring", country="SE", sector=None, zone="Europe/Stockholm",
        starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1), now=NOW,
    )  # fmt: skip
    maker = await crew.join("Mia", Grant(Role.COORDINATOR, ScopeKind.COHORT, str(group)))
    public = await crew.open(maker)
    own = str(group) if scope == "own" else scope
    other = await crew.join("Ole", Grant(Role.COORDINATOR, kind, own))
    assert await listed(crew.session, other) == ([public] if sees else [])
    if not sees:
        with pytest.raises(ScreenOutdated):
            await running.load_run(crew.session, other, public)


async def test_assessors_of_another_country_are_not_offered(crew: Crew, bo: Person) -> None:
    swede = await crew.join("Siv", Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE"))
    await crew.join("Íris", Grant(Role.ASSESSOR, ScopeKind.COUNTRY, "IS"))
    tora = await crew.join("Tora", Grant(Role.ASSESSOR, ScopeKind.COUNTRY, "SE"))
    offered = await preparing.find_assessors(crew.session, swede)
    assert [one.id for one in offered] == [bo.id, tora.id]


async def test_what_was_not_signed_counts_for_nothing(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    cleo = await crew.join("Cleo", Grant(Role.ASSESSOR))
    public = await crew.open(carla)
    await crew.sign(anna, public, (M, M, P, P, N))
    await crew.sign(bo, public, (M, M, P, P, N))
    await crew.judge(cleo, public, (N, N, N, N, M))
    await shut(crew.session, carla, public)
    results = await seeing.open_results(crew.session, cleo, public, NOW)
    assert (len(results.sheets), results.invited, results.own) == (2, 3, None)
    agreement = results.exercise.agreement
    assert agreement is not None
    assert (agreement.judges, agreement.units, agreement.alpha) == (2, 5, pytest.approx(1.0))
    assert await crew.told("closed") == {anna.id, bo.id, cleo.id, carla.id}


async def test_signed_means_signed(crew: Crew, carla: Person, anna: Person, bo: Person) -> None:
    public = await crew.open(carla)
    await crew.sign(anna, public)
    for again in (
        judging.sign(crew.session, anna, public, NOW),
        judging.give_verdict(crew.session, anna, public, 1, N, NOW),
        judging.write_comment(crew.session, anna, public, 1, "Other", NOW),
    ):
        with pytest.raises(IsSigned):
            await again
    mine = await judging.load_judging(crew.session, anna, public)
    assert mine.given["3.1.c1"].verdict is M


async def test_after_closing_nobody_judges_and_before_it_nobody_sees(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.open(carla)
    await crew.sign(anna, public)
    for person in (anna, bo, carla):
        with pytest.raises(IsOpen):
            await seeing.open_results(crew.session, person, public, NOW)
    await shut(crew.session, carla, public)
    with pytest.raises(IsClosed):
        await judging.give_verdict(crew.session, bo, public, 1, M, NOW)
    with pytest.raises(ScreenOutdated):
        await running.close_early(crew.session, carla, public, NOW)


async def test_letters_are_drawn_at_closing_and_say_nothing_about_who_was_first(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.open(carla)
    await crew.sign(anna, public)
    await crew.sign(bo, public)
    exercise = await exercises.load_exercise(crew.session, carla, public)
    assert {one.letter for one in await find_judges(crew.session, exercise.id)} == {None}
    await shut(crew.session, carla, public)
    after = await find_judges(crew.session, exercise.id)
    assert sorted(one.letter for one in after if one.letter is not None) == [0, 1]


async def test_reminding_is_for_those_who_have_not_signed_once_a_day(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.open(carla)
    await crew.sign(anna, public)
    assert await running.remind_judges(crew.session, carla, public, NOW) == 1
    assert await crew.told("reminded") == {bo.id}
    with pytest.raises(AlreadyReminded):
        await running.remind_judges(crew.session, carla, public, NOW)
    assert await running.remind_judges(crew.session, carla, public, NOW + timedelta(days=1)) == 1


@pytest.fixture
def changed(content: Curriculum) -> Iterator[Curriculum]:
    """A release in which the sample says something else, and so do its authors."""
    sample = content.samples["joinery"]
    said = replace(sample.references[0], reason=Phrase({"en": "We think otherwise now."}))
    new = replace(sample, version=2, references=(said, *sample.references[1:]))
    yield replace(content, samples={**content.samples, "joinery": new})
    use_curriculum(content)


async def test_results_are_explained_against_the_sample_as_it_was_judged(
    crew: Crew, carla: Person, anna: Person, bo: Person, changed: Curriculum
) -> None:
    public = await crew.open(carla)
    await crew.sign(anna, public)
    use_curriculum(changed)
    await crew.sign(bo, public)
    await shut(crew.session, carla, public)
    results = await seeing.open_results(crew.session, anna, public, NOW)
    assert results.paper.sample.version == 1
    assert (
        "Only somebody who stood there" in results.paper.sample.references[0].reason.written["en"]
    )
    report = await load_report(crew.session, carla, NOW)
    assert [one.paper.sample.version for one in report.closed] == [1]


async def test_a_draft_of_a_sample_that_has_changed_is_chosen_anew(
    crew: Crew, carla: Person, anna: Person, bo: Person, changed: Curriculum
) -> None:
    public = await crew.draft(carla)
    use_curriculum(changed)
    with pytest.raises(SampleGone):
        await preparing.start(crew.session, carla, public, NOW)


async def test_twelve_months_count_a_judge_once_and_leave_out_what_is_older(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    for sample, verdicts_ in (("joinery", (M, M, P, P, N)), ("two-moves", (P, M, M, N))):
        public = await crew.open(carla, sample)
        await crew.sign(anna, public, verdicts_)
        await crew.sign(bo, public, verdicts_)
        await shut(crew.session, carla, public)
    report = await load_report(crew.session, carla, NOW)
    found = measure(report.ratings)
    assert (len(report.closed), found.judges, found.units) == (2, 2, 9)
    assert (await load_report(crew.session, carla, NOW + timedelta(days=366))).closed == []


async def test_the_report_takes_as_many_statements_for_one_exercise_as_for_five(
    crew: Crew, database: Database, carla: Person, anna: Person, bo: Person
) -> None:
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    counts: list[int] = []
    for _ in range(3):
        public = await crew.open(carla)
        await crew.sign(anna, public)
        await shut(crew.session, carla, public)
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        await load_report(crew.session, carla, NOW)
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
        counts.append(len(seen))
        seen.clear()
    assert counts[0] == counts[-1] <= 5


async def erase(session: AsyncSession, person: Person) -> None:
    """What follows from what the slice declares."""
    await people.add_nobody(session, NOW)
    whose = Erased(person.id, person.telegram_id, person.public_id)
    for rows in ERASER.rows:
        if rows.become is None:
            await session.execute(delete(rows.table).where(rows.of(whose)))
        else:
            await session.execute(update(rows.table).where(rows.of(whose)).values(**rows.become))
        left = select(rows.table).where(rows.of(whose)).limit(1)
        assert (await session.execute(left)).first() is None, rows.name


async def test_erasing_a_judge_leaves_verdicts_without_name_and_comment(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.open(carla)
    await crew.sign(anna, public)
    await crew.sign(bo, public, (N, M, P, P, N))
    await erase(crew.session, anna)
    await shut(crew.session, carla, public)
    results = await seeing.open_results(crew.session, bo, public, NOW)
    assert len(results.sheets) == 2
    comments = select(verdicts.c.comment).where(verdicts.c.comment != "")
    assert len((await crew.session.execute(comments)).all()) == 5
    assert await crew.told("closed") == {bo.id, carla.id}
    assert (await load_report(crew.session, carla, NOW)).ratings[0] != {}


async def test_erasing_somebody_who_has_not_signed_or_has_opened_it(
    crew: Crew, carla: Person, anna: Person, bo: Person
) -> None:
    public = await crew.open(carla)
    await crew.draft(carla)
    await crew.judge(bo, public)
    await erase(crew.session, bo)
    await erase(crew.session, carla)
    dora = await crew.join("Dora", Grant(Role.COORDINATOR))
    run = await running.load_run(crew.session, dora, public)
    assert [(one.person_id, one.progress) for one in run.judges] == [(anna.id, Progress.INVITED)]
    assert await listed(crew.session, dora) == [public]
    assert run.exercise.state is State.OPEN
