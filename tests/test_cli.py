"""What somebody who operates the program types, and what they read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.kit.migrate import head
from tests.curriculum.folder import ContentOnDisk


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


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "demo",
        "invite",
        "migrate",
        "doctor",
        "content check",
        "content coverage",
        "content preview",
        "content translations",
        "content translations export",
        "content translations import",
    ],
)
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
    assert "ok   pages: off: JOBBROKER_PUBLIC_URL is not set" in told.stdout


def test_the_doctor_asks_for_the_proxies_before_pages_that_people_reach_by_https(
    terminal: Terminal,
) -> None:
    told = terminal.types("doctor", public_url="https://bot.example.org")
    assert "FAULT pages: wrong links are not counted: set JOBBROKER_WEB_PROXIES" in told.stdout
    told = terminal.types("doctor", public_url="https://bot.example.org", web_proxies="1")
    assert "ok   pages: https://bot.example.org, listening at 127.0.0.1:8090" in told.stdout


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


def test_the_content_is_checked_as_its_screens_show_it(terminal: Terminal, tmp_path: Path) -> None:
    content = ContentOnDisk(tmp_path / "content")
    content.change("en/lessons/eures.md", "source: ELA", f"source: {'a long name ' * 75}")
    told = terminal.types(f"content check {content.folder}")
    assert told.exit_code == 1
    found = re.findall(
        r"en/lessons/eures.md:13: what hangs on the card `facts` takes 9\d\d characters "
        r"on the screen in `(..)` where 900 fit — cut \d\d",
        told.stdout,
    )
    assert sorted(found) == ["de", "el", "en", "es", "is"]


def test_coverage_names_holes_and_what_to_do_and_ends_with_a_failure(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = ContentOnDisk(tmp_path / "content").folder
    told = terminal.types(f"content coverage {folder} --xlsx {tmp_path / 'it.xlsx'}")
    assert told.exit_code == 1
    assert "7: 1 lesson where at least 5 are needed — write one and list it" in told.stdout
    assert told.stdout.endswith("\n3 holes\n")
    assert (tmp_path / "it.xlsx").is_file()


def test_coverage_of_faulty_content_sends_to_the_check(terminal: Terminal, tmp_path: Path) -> None:
    content = ContentOnDisk(tmp_path / "content")
    content.change("en/quizzes/quiz.yaml", "draw: 2", "draw: 3")
    told = terminal.types(f"content coverage {content.folder}")
    assert told.exit_code == 1
    assert "en/quizzes/quiz.yaml:7: `draw: 3`" in told.stderr
    assert told.stderr.endswith("jobbroker content check\n")


def test_a_spreadsheet_that_cannot_be_written_is_named(terminal: Terminal, tmp_path: Path) -> None:
    folder = ContentOnDisk(tmp_path / "content").folder
    told = terminal.types(f"content coverage {folder} --xlsx {tmp_path}")
    assert told.exit_code == 1
    assert f"--xlsx {tmp_path}: " in told.stderr
