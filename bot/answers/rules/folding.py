"""Words as they are looked up: whatever the case, the accents and the keyboard.

Each language's own letters stay letters; the other accents fall away, so that Greek without tonos
or Icelandic from a foreign keyboard is found. A word is looked up by its beginning, which stands
for its forms in all six languages alike, Icelandic included, for which databases have no stemmer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from bot.answers.rules.stopwords import STOPWORDS
from bot.kit.alphabet import SPELT

OWN_LETTERS: Final = {"sv": frozenset("åäö")}
MOST_STEMS: Final = 24
UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def folded(written: str, language: str) -> str:
    """Letters and figures alone, words parted by single spaces."""
    kept = OWN_LETTERS.get(language, frozenset())
    whole = unicodedata.normalize("NFC", written).casefold()
    return " ".join("".join(_letter(one, kept) for one in whole).split())


def _letter(letter: str, kept: frozenset[str]) -> str:
    if letter in kept:
        return letter
    if letter in SPELT:
        return SPELT[letter]
    base = "".join(one for one in unicodedata.normalize("NFKD", letter) if one.isalnum())
    return base or ("" if unicodedata.combining(letter) else " ")


def stem(word: str) -> str:
    """The beginning that its forms share: the longer a word, the more of its end falls away."""
    length = len(word)
    for least, cut in ((12, 4), (9, 3), (7, 2), (5, 1)):
        if length >= least:
            return word[: length - cut]
    return word


def stems(written: str, language: str) -> tuple[str, ...]:
    """What is looked up of something written: without the words that every sentence has."""
    stopped = STOPWORDS[language]
    words = (word for word in folded(written, language).split() if word not in stopped)
    found = dict.fromkeys(one for word in words for one in _stems_of(word, language))
    return tuple(found)[:MOST_STEMS]


def _stems_of(word: str, language: str) -> Iterator[str]:
    if len(word) < 2 and not word.isdigit():
        return
    yield stem(word)
    if language != "de":
        return
    plain = word
    for written, letter in UMLAUTS:
        plain = plain.replace(written, letter)
    if plain != word:
        yield stem(plain)
