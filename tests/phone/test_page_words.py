"""The words of the phones' page: six languages, none missing, none left over."""

import json
import re
from pathlib import Path

WEB = Path(__file__).parents[2] / "bot" / "phone" / "web"
ROW = re.compile(r"^  (\w+): (\[.+\]),$", re.MULTILINE)
# What actions of the bot and kinds of files are called is put together at run time.
MADE_UP = ("action_", "as_")


def words() -> dict[str, list[str]]:
    rows = ROW.findall((WEB / "words.js").read_text(encoding="utf-8"))
    return {key: json.loads(row) for key, row in rows}


def used() -> str:
    return "".join(path.read_text() for path in WEB.glob("*.js") if path.name != "words.js")


def places(word: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", word))


def test_every_word_exists_in_six_languages() -> None:
    assert words()
    assert {key: row for key, row in words().items() if len(row) != 6 or not all(row)} == {}


def test_every_language_fills_the_same_places() -> None:
    found = {key: {tuple(places(word)) for word in row} for key, row in words().items()}
    assert {key: kinds for key, kinds in found.items() if len(kinds) > 1} == {}


def test_no_word_is_missing() -> None:
    asked = set(re.findall(r"\bt\(\s*\"(\w+)\"", used()))
    assert asked
    assert asked - words().keys() == set()


def test_no_word_is_left_over() -> None:
    text = used()
    rows = [key for key in words() if not key.startswith(MADE_UP)]
    assert [key for key in rows if f'"{key}"' not in text and f"{key}:" not in text] == []
