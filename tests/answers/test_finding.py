"""What is found, in every language, on both databases; and what is offered before asking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.actions.finding import find_answers, suggest
from bot.answers.actions.indexing import entry_of, index_content
from bot.answers.rules.folding import folded, stem, stems
from bot.answers.rules.stopwords import STOPWORDS
from bot.answers.store import index
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database
from bot.kit.i18n import LANGUAGES
from bot.people.rules import Person, Role
from tests.tutoring.threads import person, question

TODAY = date(2026, 11, 25)
AMINA = person(1, "Amina", Role.TRAINEE)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        await index_content(session, content, TODAY)
        yield session


def reader(language: str, country: str = "SE") -> Person:
    return person(1, "Amina", Role.TRAINEE, language=language, country=country)


@pytest.mark.parametrize(
    ("language", "asked", "folded_as"),
    [
        ("el", "Εργοδότης; ΕΡΓΟΔΌΤΗΣ", "εργοδοτησ εργοδοτησ"),
        ("sv", "Får jag ringa på mötet", "får jag ringa på mötet"),
        ("is", "Þagnarskylda, ræða", "thagnarskylda raeda"),
        ("de", "Straße, Verträge", "strasse vertrage"),
        ("es", "¿Qué niños?", "que ninos"),
    ],
)
def test_accents_fall_away_and_a_languages_own_letters_stay(
    language: str, asked: str, folded_as: str
) -> None:
    assert folded(asked, language) == folded_as


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "employer", "employers"),
        ("sv", "arbetsgivaren", "arbetsgivare"),
        ("de", "Arbeitgeberin", "Arbeitgeber"),
        ("de", "Vertraege", "Verträge"),
        ("el", "πελατη", "πελάτες"),
        ("es", "empleadores", "empleador"),
        ("is", "vinnuveitanda", "vinnuveitendur"),
    ],
)
def test_forms_of_a_word_begin_alike(language: str, one: str, other: str) -> None:
    assert any(folded(other, language).startswith(found) for found in stems(one, language))


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_what_is_looked_up_is_letters_and_figures_alone(written: str, language: str) -> None:
    assert all(one.isalnum() for one in stems(written, language))
    assert all(stem(word) == word[: len(stem(word))] for word in folded(written, language).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_every_sentence_has_find_nothing_as_they_are_typed(language: str) -> None:
    for word in STOPWORDS[language]:
        assert folded(word, language) == word
        assert stems(word.upper(), language) == ()


def test_greek_words_that_end_in_sigma_find_nothing_either() -> None:
    assert stems("Πώς, ποιος, μας, ΤΙΣ;", "el") == ()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_published_question_finds_itself(
    session: AsyncSession, content: Curriculum, language: str
) -> None:
    missed: list[str] = []
    for answer in content.answers.values():
        if answer.question.is_in(language) and not answer.is_withdrawn(TODAY):
            asked = answer.question.text(language).text
            found = await find_answers(session, reader(language), asked, only_fitting=True)
            if f"c.{answer.id}" not in [one.reference for one in found[:3]]:
                missed.append(f"{answer.id}: {asked}")
    assert missed == []


async def test_greek_without_tonos_is_found(session: AsyncSession, content: Curriculum) -> None:
    answer = next(one for one in content.answers.values() if one.question.is_in("el"))
    asked = folded(answer.question.text("el").text, "el").replace("σ ", "ς ")
    found = await find_answers(session, reader("el"), asked)
    assert found[0].reference == f"c.{answer.id}"


@pytest.mark.parametrize(
    "written", ["", "?!", "'; DROP TABLE", '"NEAR("', "a & | !:*", "🙂", "\x00"]
)
async def test_whatever_is_written_is_a_look_up(session: AsyncSession, written: str) -> None:
    found = await find_answers(session, AMINA, f"{written} xyzzyx")
    assert len(found) <= index.CANDIDATES


async def test_what_has_nothing_in_common_is_not_offered(session: AsyncSession) -> None:
    asked = "Which colour has the moon over Samarkand tonight?"
    assert await suggest(session, AMINA, question(), asked) == ()


async def test_indexing_again_changes_nothing(session: AsyncSession, content: Curriculum) -> None:
    assert await index_content(session, content, TODAY) == 0


async def test_what_is_past_its_review_is_found_no_more(
    session: AsyncSession, content: Curriculum
) -> None:
    answer = next(one for one in content.answers.values() if one.review_by)
    asked = answer.question.text("en").text
    assert await index_content(session, content, date(2030, 1, 1)) > 0
    found = await find_answers(session, AMINA, asked)
    assert f"c.{answer.id}" not in [one.reference for one in found]


async def test_an_answer_of_another_country_is_not_found(session: AsyncSession) -> None:
    await index.put(session, [entry_of("p.aaaaaaaaaa", "en", "GR", "Zebra permits?", "Ask ELA.")])
    assert await find_answers(session, AMINA, "zebra") == []
    found = await find_answers(session, reader("en", "GR"), "zebra")
    assert [one.reference for one in found] == ["p.aaaaaaaaaa"]


async def test_what_is_written_anew_or_taken_out_is_found_by_its_new_words_alone(
    session: AsyncSession,
) -> None:
    await index.put(session, [entry_of("p.a", "en", None, "Zebra permits?", "Yes.")])
    await index.put(session, [entry_of("p.a", "en", None, "Giraffe permits?", "Yes.")])
    assert await find_answers(session, AMINA, "zebra") == []
    assert len(await find_answers(session, AMINA, "giraffe")) == 1
    await index.take_out_whole(session, "p.a")
    assert await find_answers(session, AMINA, "giraffe") == []


async def test_english_stands_in_where_a_language_has_nothing(session: AsyncSession) -> None:
    await index.put(session, [entry_of("p.a", "en", None, "Zebra permits?", "Yes.")])
    found = await find_answers(session, reader("is"), "zebra")
    assert [one.language for one in found] == ["en"]
