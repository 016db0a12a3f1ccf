"""Lists stand as a reader of that language looks for them, and are found however it is typed."""

from __future__ import annotations

import pytest

from bot.kit.alphabet import folded, sort_key
from bot.kit.i18n import LANGUAGES, Words
from bot.people.countries import PARTNERS, ZONES, find_country, in_order


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["arbete", "ort", "åtgärd", "ändring", "övning"]),
        ("is", ["atvinna", "áætlun", "dagur", "ðá", "þekking", "ævi", "öryggi"]),
        ("es", ["nube", "ñandú", "oferta"]),
        ("el", ["άδεια", "αίτηση", "έργο", "ος", "οσμή"]),
        ("de", ["Arbeit", "Ärztin", "Beruf", "Strasse", "Straßen"]),
        ("en", ["café", "cafes", "job days", "jobs"]),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(language: str, names: list[str]) -> None:
    mixed = list(reversed(names))
    mixed.sort(key=lambda name: sort_key(language, name))
    assert mixed == names


@pytest.mark.parametrize(
    ("language", "last"), [("sv", "Österrike"), ("is", "Þýskaland"), ("de", "Zypern")]
)
def test_countries_stand_where_a_reader_looks_for_them(language: str, last: str) -> None:
    words = Words(language)
    named = [words.country(code) for code in in_order(ZONES, words)]
    for part in (named[: len(PARTNERS)], named[len(PARTNERS) :]):
        if last in part:
            assert part[-1] == last
    assert last in named


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("ΟΔΟΣ", "οδός"),  # ς at the end, no tonos in capitals
        ("οδοσ", "οδός"),
        ("STRASSE", "Straße"),
        ("espana", "España"),
        ("AVILES", "Avilés"),
        ("island", "Ísland"),
        ("Osterrike", "Österrike"),
    ],
)
def test_a_name_is_found_whatever_the_case_and_the_accents(typed: str, known: str) -> None:
    assert folded(typed) == folded(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_its_name_in_every_language(language: str) -> None:
    for code in ZONES:
        name = Words(language).country(code)
        assert find_country(name) == find_country(name.upper()) == code
