"""What is looked at when, and what operators read about it."""

from datetime import date, timedelta

import pytest

from bot.evidence.rules.verifying import (
    NIGHTS,
    Finding,
    KeptFile,
    Trouble,
    is_ours,
    prefixes_of,
    share_of_a_night,
)
from bot.kit.files.keys import new_key

FILE = KeptFile(12, 1, 3, "evidence/3f/3f00", "file-1", 10, "aa")


def test_all_places_are_looked_at_within_four_weeks() -> None:
    begin = date(2026, 11, 25)
    nights = [prefixes_of(begin + timedelta(days=n)) for n in range(NIGHTS)]
    seen = [prefix for night in nights for prefix in night]
    assert sorted(seen) == [f"evidence/{n:02x}" for n in range(256)]
    assert max(map(len, nights)) <= 10


@pytest.mark.parametrize("rows", [0, 1, 50, 1399, 1400, 1401, 100_000])
def test_all_rows_are_looked_at_within_four_weeks(rows: int) -> None:
    assert share_of_a_night(rows) * NIGHTS >= rows


def test_only_keys_of_trainees_files_are_ours() -> None:
    assert is_ours(new_key("evidence"))
    assert not any(map(is_ours, [new_key("booklets"), new_key("evidence/previews"), "evidence/x"]))


@pytest.mark.parametrize("trouble", Trouble)
def test_every_finding_says_which_what_and_what_to_do(trouble: Trouble) -> None:
    words = Finding(trouble, FILE.key, FILE).words
    assert all(part in words for part in ("12", "receipt no. 3", FILE.key))
    assert "--mend" in words or "JOBBROKER_STORE_KEY" in words
