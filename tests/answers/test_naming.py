"""What may say who somebody is, is pointed out; what names nobody is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.rules.naming import Kind, spots_of, without
from bot.answers.rules.published import Worded, a_year_after
from tests.answers.ways import draft

NAMES = ("Amina Khan", "Νίκος Παπαδόπουλος", "Þórdís Ægisdóttir")


def found(written: str, language: str = "en", known: frozenset[str] = frozenset()) -> list[str]:
    return [one.word for one in spots_of(draft(written, language=language), NAMES, known)]


@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("yes, amina, call", "en", ["amina"]),
        ("Fråga Aminas chef", "sv", ["Aminas"]),
        ("Ρώτησε τον Νίκο σήμερα", "el", ["Νίκο"]),
        ("Talaðu við Þórdísi", "is", ["Þórdísi"]),
        ("Frag Frau Huber nach der Stelle", "de", ["Huber"]),
        ("Write to her boss Eriksson today", "en", ["Eriksson"]),
        (
            "Mail anna.b@work.se or call +46 70 123 45 67.",
            "en",
            ["anna.b@work.se", "+46 70 123 45 67"],
        ),
        ("See t.me/amina_k and @amina_khan", "en", ["t.me/amina_k", "@amina_khan"]),
        ("Her number is 850101-1234.", "en", ["850101-1234"]),
    ],
)
def test_names_addresses_and_numbers_are_pointed_out(
    written: str, language: str, words: list[str]
) -> None:
    assert found(written, language) == words


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Say it to Erik Eriksson today", "en"),
        ("Amina Eriksson said so", "en"),
        ("Her boss (Erik Eriksson) said so", "en"),
        ("Fragen Sie Frau Erika Eriksson nach der Stelle", "de"),
        ("Πείτε στον Nikos Eriksson σήμερα", "el"),
    ],
)
def test_a_surname_is_still_pointed_out_when_the_first_name_is_taken_out(
    written: str, language: str
) -> None:
    first, *_ = spots_of(draft(written, language=language), NAMES, frozenset())
    left = without(draft(written, language=language).waiting[language], first)
    assert found(left.answer, language) == ["Eriksson"]


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Yes. Ask the EURES adviser first: That is free.", "en"),
        ("Der Arbeitgeber fragt die Behörde nach dem Vertrag.", "de"),
        ("It took 12 weeks and cost 300 euros.", "en"),
    ],
)
def test_plain_sentences_are_left_alone(written: str, language: str) -> None:
    assert found(written, language) == []


def test_words_of_what_is_taught_name_nobody() -> None:
    assert found("Ask in Linz about it") == ["Linz"]
    assert found("Ask in Linz about it", known=frozenset({"linz"})) == []


def test_a_word_that_names_nobody_is_pointed_out_no_more_in_any_language() -> None:
    answer = draft("Ask in Linz. And in Linz again", cleared=frozenset({"linz"}))
    assert spots_of(answer, NAMES, frozenset()) == []


@given(
    st.lists(st.sampled_from(["Amina", "x@y.se", "0701234567", "ask", "her.", "Ja"]), max_size=8)
)
def test_taken_out_one_after_the_other_nothing_is_left(parts: list[str]) -> None:
    answer = draft(" ".join(parts) or "x")
    for _ in range(20):
        spots = spots_of(answer, NAMES, frozenset())
        if not spots:
            break
        worded = without(answer.waiting["en"], spots[0])
        answer = draft(worded.answer, question=worded.question)
    assert spots_of(answer, NAMES, frozenset()) == []
    assert "Amina" not in answer.waiting["en"].answer


def test_question_and_answer_are_both_looked_through() -> None:
    answer = draft("Ask her.", question="Amina asks?")
    (spot,) = spots_of(answer, NAMES, frozenset())
    assert (spot.in_answer, spot.kind) == (False, Kind.NAME)
    assert without(answer.waiting["en"], spot) == Worded("en", "… asks?", "Ask her.")


def test_a_year_after_a_leap_day_is_the_day_before_march() -> None:
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
