"""What somebody who operates the program types, and what they read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.kit.migrate import head


class Terminal:
    """A shell without settings of its own, in an empty folder."""

    def __init__(self, data: Path) -> None:
        self.env: dict[str, str | None] = {
            "JOBBROKER_DATA": str(data), "JOBBROKER_TOKEN": None, "JOBBROKER_DATABASE_URL": None,
        }  # fmt: skip

    def types(self, line: str, **settings: str) -> Result:
        named = {f"JOBBROKER_{name.upper()}": value for name, value in settings.items()}
        return CliRunner().invoke(app, line.split(), env={**self.env, **named})


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path / "data")


@pytest.mark.parametrize("command", ["run", "demo", "invite", "migrate", "doctor", "content check"])
def test_every_command_explains_itself(terminal: Terminal, command: str) -> None:
    assert command.split(maxsplit=1)[0] in terminal.types("--help").stdout
    told = terminal.types(f"{command} --help")
    assert told.exit_code == 0
    assert "Usage" in told.stdout


def test_migrate_makes_the_database_and_may_be_repeated(terminal: Terminal) -> None:
    for _ in range(2):
        told = terminal.types("migrate")
        assert told.stdout == f"the database is at version {head()}\n"


def test_a_database_out_of_reach_is_named_without_its_password(terminal: Terminal) -> None:
    address = "postgresql://somebody:secret@127.0.0.1:1/nowhere"
    told = terminal.types("migrate", database_url=address)
    assert told.exit_code == 1
    assert "JOBBROKER_DATABASE_URL=postgresql://127.0.0.1:1/nowhere" in told.stderr
    assert "secret" not in told.output


def test_the_first_invitation_is_a_line_to_send_where_no_token_names_the_bot(
    terminal: Terminal,
) -> None:
    told = terminal.types("invite")
    assert re.match(r"/start \S{8,}\n", told.stdout)
    assert "JOBBROKER_TOKEN" in told.stdout


def test_a_role_that_does_not_exist_is_refused_with_those_that_do(terminal: Terminal) -> None:
    told = terminal.types("invite --role king")
    assert told.exit_code == 1
    assert "--role king: expected one of trainee, tutor" in told.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [("database_url", "mysql://x"), ("answer_hours", "soon"), ("upload_limit_mb", "0")],
)
def test_a_bad_setting_is_named_with_what_is_expected(
    terminal: Terminal, setting: str, value: str
) -> None:
    told = terminal.types("migrate", **{setting: value})
    assert told.exit_code == 1
    assert f"JOBBROKER_{setting.upper()}" in told.stderr
    assert value in told.stderr


def test_the_doctor_says_what_to_do_before_anything_ran(terminal: Terminal) -> None:
    told = terminal.types("doctor --quick")
    assert told.exit_code == 1
    assert "FAULT database: cannot be read: run `jobbroker migrate`" in told.stdout


def test_the_doctor_finds_a_migrated_database_well_and_misses_the_bot(terminal: Terminal) -> None:
    terminal.types("migrate")
    told = terminal.types("doctor")
    assert "FAULT token: JOBBROKER_TOKEN is missing" in told.stdout
    assert "ok   store: written, read and deleted" in told.stdout
    assert f"ok   database: at version {head()}" in told.stdout
    assert "FAULT contact: never yet" in told.stdout
    assert "ok   updates: none failed for good" in told.stdout


def test_run_without_a_token_says_where_one_comes_from(terminal: Terminal) -> None:
    told = terminal.types("run")
    assert told.exit_code == 1
    assert "JOBBROKER_TOKEN is missing" in told.stderr


def test_a_content_folder_with_faults_ends_with_a_failure(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "profile.yaml").write_text("version: one\n")
    told = terminal.types(f"content check {tmp_path}")
    assert told.exit_code == 1
    assert "en/profile.yaml:1: " in told.stdout
