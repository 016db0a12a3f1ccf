"""What is over goes by itself, is listed before, and can be held."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from typer.testing import CliRunner

from bot.cli import app
from bot.erasers import ERASERS
from bot.joining.tables import InterestRow
from bot.kit.db import table_of
from bot.kit.i18n import Words
from bot.kit.telegram import store
from bot.kit.telegram.tables import StoredUpdate
from bot.kit.text import plain
from bot.people.tables import PersonRow
from bot.privacy.rules.retention import PERIODS, choose_periods, period_of
from bot.privacy.screens.periods import periods_screen
from tests.people import Cast, Phone, Stage

DOCS = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_every_kind_that_goes_has_a_period_and_every_period_a_kind() -> None:
    kinds = {aged.kind for eraser in ERASERS for aged in eraser.aged}
    assert kinds == {period.kind for period in PERIODS} - {"inactive", "audit"}
    with pytest.raises(LookupError):
        period_of("of nothing")


def test_the_documented_table_is_the_one_that_holds() -> None:
    lines = DOCS.read_text("utf-8").splitlines()
    cells = [line.split("|")[1:3] for line in lines if line.startswith("| `")]
    told = {kind.strip(" `"): days.strip() for kind, days in cells}
    assert told == {one.kind: str(one.days or "as the record") for one in PERIODS}


def test_the_screens_tell_the_period_that_the_operator_chose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.privacy.rules.retention._chosen", {})
    choose_periods({"withdrawn": 45})
    told = "".join(plain(periods_screen(Words("en"), page).text) for page in range(3))
    assert "A withdrawn draft, with its files: 45 days" in told
    assert period_of("withdrawn").days == 45


async def leave_interest(stage: Stage, telegram_id: int) -> None:
    values = {"telegram_id": telegram_id, "first_name": "Vera", "language": "en"}
    async with stage.app.services.database.transaction() as session:
        adding = insert(table_of(InterestRow)).values(**values, left_at=stage.clock.now())
        await session.execute(adding)


async def interests(stage: Stage) -> list[int]:
    async with stage.app.services.database.reading() as session:
        return list((await session.execute(select(table_of(InterestRow).c.telegram_id))).scalars())


async def test_an_interest_goes_after_half_a_year(stage: Stage) -> None:
    await leave_interest(stage, 5)
    await stage.passes(days=182)
    assert await interests(stage) == [5]
    await stage.passes(days=2)
    assert await interests(stage) == []


async def test_whoever_runs_the_programme_hears_of_it_on_monday_and_can_hold_it(
    stage: Stage, cast: Cast
) -> None:
    await leave_interest(stage, 5)
    carla = await cast.coordinator("Carla")
    await stage.passes(days=182 - 182 % 7)
    await carla.looks()
    carla.sees("1: expressions of interest")
    await carla.presses("Hold for 30 days")
    carla.sees("nothing goes by itself")
    await stage.passes(days=28)
    assert await interests(stage) == [5]
    await stage.passes(days=7)
    assert await interests(stage) == []


async def last_here(stage: Stage, phone: Phone, day: str) -> None:
    people = table_of(PersonRow)
    async with stage.app.services.database.transaction() as session:
        mine = update(people).where(people.c.telegram_id == phone.id)
        await session.execute(mine.values(last_active_day=day))


async def test_an_account_that_nobody_uses_is_asked_and_then_erased(
    stage: Stage, cast: Cast
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    for phone in (amina, greta):
        await last_here(stage, phone, "2024-12-01")
    await stage.passes(minutes=1)
    await amina.looks()
    amina.sees("You were last here on 1 December 2024")
    await stage.passes(days=29)
    assert (await cast.person(amina)).name == "Amina"
    await stage.passes(days=3)
    await amina.looks()
    amina.sees("You had not been here for two years")
    assert (await cast.person(greta)).name == "Greta"


async def test_whoever_comes_back_stays(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await last_here(stage, amina, "2024-12-01")
    await stage.passes(minutes=1)
    await amina.looks()
    await amina.presses("I want to stay")
    await stage.passes(days=40)
    assert (await cast.person(amina)).name == "Amina"


async def test_handled_updates_and_payloads_set_aside_go_in_their_time(stage: Stage) -> None:
    now = stage.clock.now()
    async with stage.app.services.database.transaction() as session:
        await store.add_updates(session, [(1, 5, "a"), (2, 5, "b")], now)
        await store.mark_handled(session, 1, now)
        await store.count_failure(session, 2, "RuntimeError", 3, set_aside=True, now=now)
    await stage.passes(days=3)
    assert await updates(stage) == [(2, "b")]
    await stage.passes(days=5)
    assert await updates(stage) == [(2, "")]


async def updates(stage: Stage) -> list[tuple[int, str]]:
    rows = table_of(StoredUpdate)
    async with stage.app.services.database.reading() as session:
        return [
            tuple(row) for row in await session.execute(select(rows.c.update_id, rows.c.payload))
        ]


def test_the_command_lists_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBBROKER_DATA", str(tmp_path))
    assert CliRunner().invoke(app, ["migrate"]).exit_code == 0
    told = CliRunner().invoke(app, ["privacy", "retention", "--dry-run", "--days", "30"])
    assert "interests: 0 over, kept 183 days" in told.output
    assert "audit: kept as long as the programme's record" in told.output
    assert CliRunner().invoke(app, ["privacy", "erasures"]).output == ""
