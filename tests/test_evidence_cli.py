"""What an operator types about the store, and what they read."""

import os
import sqlite3
from pathlib import Path

import pytest

from bot.kit.files.keys import new_key
from tests.test_cli import Terminal, terminal  # noqa: F401

KEY = "bmV3ZXN0IGtleSwgb2YgdGhpcnR5LXR3byBieXRlcy4="
DIGEST = "d" * 64


@pytest.fixture
def operator(terminal: Terminal) -> Terminal:  # noqa: F811
    terminal.types("migrate")
    return terminal


def lay(folder: Path, key: str, days_ago: int = 2) -> Path:
    path = folder / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a booklet")
    then = path.stat().st_mtime - days_ago * 86_400
    os.utime(path, (then, then))
    return path


def keep_booklet(tmp_path: Path, key: str) -> None:
    with sqlite3.connect(tmp_path / "data" / "jobbroker.sqlite") as database:
        row = (DIGEST, "m7", "en", key, 52, 9, "2026-11-24 12:00:00")
        database.execute("INSERT INTO booklets_printed VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    database.close()


def test_a_store_that_agrees_with_its_rows_ends_well(operator: Terminal) -> None:
    told = operator.types("evidence verify")
    assert told.exit_code == 0
    assert "0 files compared, 0 things wrong" in told.stdout


def test_an_orphan_is_named_with_what_to_do_and_mended_on_purpose_alone(
    operator: Terminal, tmp_path: Path
) -> None:
    key = new_key("evidence")
    path = lay(tmp_path / "data" / "files", key)
    told = operator.types("evidence verify")
    assert told.exit_code == 1
    assert f"{key}: no row knows this object; --mend deletes it" in told.stdout
    assert path.exists()
    assert "it is deleted" in operator.types("evidence verify --mend").stdout
    assert not path.exists()
    assert operator.types("evidence verify").exit_code == 0


def test_a_store_out_of_reach_ends_with_a_sentence(operator: Terminal) -> None:
    told = operator.types("evidence verify", store_url="s3://b?endpoint=http://127.0.0.1:9")
    assert told.exit_code == 1
    assert "cannot be reached" in told.stderr


def test_rotating_without_a_key_says_how_to_make_one(operator: Terminal) -> None:
    told = operator.types("evidence rotate")
    assert told.exit_code == 1
    assert "openssl rand -base64 32" in told.stderr


def test_a_bad_key_is_named_with_its_format(operator: Terminal) -> None:
    told = operator.types("evidence rotate", store_key="short")
    assert told.exit_code == 1
    assert "JOBBROKER_STORE_KEY=***" in told.stderr
    assert "44 characters" in told.stderr


def test_the_doctor_counts_what_lies_plain_until_it_is_rotated(
    operator: Terminal, tmp_path: Path
) -> None:
    key = new_key("booklets")
    lay(tmp_path / "data" / "files", key)
    keep_booklet(tmp_path, key)
    before = operator.types("doctor", store_key=KEY).stdout
    assert "FAULT encryption: 1 objects lie plain and 0 under older keys" in before
    assert "1 turned" in operator.types("evidence rotate", store_key=KEY).stdout
    after = operator.types("doctor", store_key=KEY).stdout
    assert "ok   encryption: 0 objects" in after


def test_the_doctor_says_that_encryption_is_off(operator: Terminal) -> None:
    assert "ok   encryption: off" in operator.types("doctor").stdout


def test_a_number_under_which_no_witness_answered_is_told(operator: Terminal) -> None:
    told = operator.types("evidence forget nothing")
    assert told.exit_code == 1
    assert "nothing: no witness has answered under this number" in told.stderr
