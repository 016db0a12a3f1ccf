"""What an operator reads of the audit log on the command line."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.db import Database
from bot.kit.migrate import upgrade
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Role
from tests.kit.audit.world import NOON, write

KEY = "k" * 32
VERIFY = ("audit", "verify")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of an operator with a folder of their own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "data" / "jobbroker.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


def types(*line: str, key: str | None = None) -> Result:
    return CliRunner().invoke(app, line, env={"JOBBROKER_AUDIT_KEY": key})


def inside(path: Path, work: Callable[[Database], Awaitable[None]]) -> None:
    async def run() -> None:
        database = Database(f"sqlite:///{path}")
        await work(database)
        await database.close()

    asyncio.run(run())


def some_rows(path: Path) -> None:
    inside(path, lambda database: write(database, 3))


def behind_its_back(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER audit_row_no_update")
        connection.execute("DROP TRIGGER audit_row_no_delete")
        connection.execute(statement)


def test_a_whole_log_is_told_with_an_anchor_to_keep(path: Path) -> None:
    some_rows(path)
    told = types(*VERIFY)
    assert told.exit_code == 0
    assert "3 rows as they were written; not sealed: JOBBROKER_AUDIT_KEY is not set" in told.stdout
    found = re.search(r"for --anchor: (3:[0-9a-f]{64})\n", told.stdout)
    assert found
    assert types(*VERIFY, "--anchor", found[1]).exit_code == 0
    wrong = types(*VERIFY, "--anchor", "3:" + "0" * 64)
    assert (wrong.exit_code, "row 3: is not the row of the anchor" in wrong.stdout) == (1, True)


def test_a_changed_row_is_named_and_the_command_fails(path: Path) -> None:
    some_rows(path)
    behind_its_back(path, "UPDATE audit_row SET subject = 'x' WHERE sequence = 2")
    told = types(*VERIFY)
    assert told.exit_code == 1
    assert told.stdout == "row 2: changed, or moved here: its hash is of something else\n"
    assert told.stderr == "1 faults in 3 rows\n"


def test_a_key_is_used_after_sealing_once(path: Path) -> None:
    some_rows(path)
    assert "not sealed with JOBBROKER_AUDIT_KEY" in types(*VERIFY, key=KEY).stdout
    assert "JOBBROKER_AUDIT_KEY is missing" in types("audit", "seal").stderr
    assert types("audit", "seal", key=KEY).stdout == "3 rows sealed\n"
    told = types(*VERIFY, key=KEY)
    assert (told.exit_code, "3 rows as they were written; sealed" in told.stdout) == (0, True)


def test_a_log_with_a_fault_is_not_sealed(path: Path) -> None:
    some_rows(path)
    behind_its_back(path, "DELETE FROM audit_row WHERE sequence = 3")
    told = types("audit", "seal", key=KEY)
    assert (told.exit_code, "not sealed" in told.stderr) == (1, True)


@pytest.mark.parametrize("command", ["verify", "seal"])
def test_a_short_key_is_refused_without_showing_it(path: Path, command: str) -> None:
    told = types("audit", command, key="too short")
    assert told.exit_code == 1
    assert "JOBBROKER_AUDIT_KEY=***" in told.stderr
    assert "too short" not in told.output


@pytest.mark.parametrize("command", ["", "verify", "seal", "show"])
def test_every_command_explains_itself(path: Path, command: str) -> None:
    told = types("audit", *command.split(), "--help")
    assert (told.exit_code, "Usage" in told.stdout) == (0, True)


def test_who_saw_a_persons_data_is_listed_by_public_id(path: Path) -> None:
    public: list[str] = []

    async def looks(database: Database) -> None:
        async with database.transaction() as session:
            trainee, tutor = [await _add(session, number) for number in (1, 2)]
            for action, actor in ((Action.PLAN_READ, tutor), (Action.ROLE_GRANTED, None)):
                deed = Deed(action, NOON, Reference("plan", "own"), actor, trainee)
                record(session, deed)
            public.extend(
                [(await people.load_person(session, one)).public_id for one in (trainee, tutor)]
            )

    inside(path, looks)
    told = types("audit", "show", "--subject", public[0])
    assert told.stdout.splitlines() == [
        f"2026-11-25T12:00:00.000000Z 1 plan.read plan own by {public[1]}",
        "2026-11-25T12:00:00.000000Z 2 role.granted plan own by operator",
    ]
    assert types("audit", "show", "--subject", public[1]).stdout == ""


async def _add(session: object, number: int) -> int:
    person = await people.add_person(
        session, number, name="Amina", language="en", zone="UTC", weekly_budget=5,
        consent_version=CONSENT_VERSION, now=NOON,
    )  # fmt: skip
    await people.add_grant(session, person, Grant(Role.TUTOR), NOON)
    return person


def test_nobody_with_that_public_id_is_told(path: Path) -> None:
    told = types("audit", "show", "--subject", "nobody")
    assert (told.exit_code, "--subject nobody: nobody has" in told.stderr) == (1, True)
