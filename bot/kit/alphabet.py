"""Names as a dictionary of the reader's language has them, and as they are searched."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# Letters that stand in a place of their own; any other goes with the letter it is made from.
ALPHABETS: Final = {
    "en": LATIN,
    "de": LATIN,
    "es": LATIN.replace("n", "nñ"),
    "sv": f"{LATIN}åäö",
    "el": f"αβγδεζηθικλμνξοπρστυφχψω{LATIN}",
    "is": "aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö",
}
# Letters that do not come apart into one with an accent, as other keyboards write them.
SPELT: Final = {"þ": "th", "ð": "d", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l"}
SPACE: Final = -2
FIGURE: Final = -1


def folded(name: str) -> str:
    """A name as it is searched: whatever the case and accents, letters and figures alone."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in bare if character.isalnum())


@lru_cache(maxsize=4096)
def sort_key(language: str, name: str) -> tuple[int, ...]:
    """Letter by letter in the language's alphabet, a space before any of them."""
    alphabet = ALPHABETS[language]
    return tuple(
        place
        for letter in unicodedata.normalize("NFC", name).casefold()
        for place in _places(letter, alphabet)
    )


def _places(letter: str, alphabet: str) -> list[int]:
    if letter.isspace():
        return [SPACE]
    known = [letter] if letter in alphabet else folded(letter)
    return [alphabet.find(one) if one in alphabet else _elsewhere(one) for one in known]


def _elsewhere(letter: str) -> int:
    """Figures before the letters, other scripts behind them."""
    return FIGURE if letter.isdigit() else ord(letter)
