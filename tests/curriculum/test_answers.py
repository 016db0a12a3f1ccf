"""Answers that tutors have published."""

from datetime import date

import pytest

from bot.curriculum.faults import Severity
from bot.curriculum.loading import load
from tests.curriculum.folder import ContentOnDisk, faults, found

FILE, SWEDISH = "en/answers/mobility.yaml", "sv/answers/mobility.yaml"
ANSWERS = """\
version: 1
id: mobility
title: Moving abroad
unit: "7"
answers:
  - id: who-pays-the-move
    question: Who pays for the move?
    answer: It depends, **on this**.
    outcomes: ["7.1"]
    reads: [eures]
  - id: how-long
    question: How long does it take?
    answer: Three months.
    outcomes: ["7.1"]
    source: ELA, https://www.ela.europa.eu
    valid_as_of: 2026-11-24
    review_by: 2027-05-24
"""
TRANSLATION = """\
translates: 1
title: Flytta
answers:
  who-pays-the-move: {question: Vem betalar?, answer: Det beror på.}
"""
OTHER = """\
version: 1
id: other
title: Other
answers:
  - {id: else, question: What else?, answer: Nothing., outcomes: ["7.1"]}
"""


@pytest.fixture
def answered(content: ContentOnDisk) -> ContentOnDisk:
    content.write(FILE, ANSWERS)
    return content


def test_an_answer_is_found_by_its_id_and_by_its_topic(answered: ContentOnDisk) -> None:
    answered.write(SWEDISH, TRANSLATION)
    curriculum = load(answered.folder)
    topic = curriculum.topics["mobility"]
    assert list(curriculum.answers) == ["who-pays-the-move", "how-long"]
    assert topic.answers == tuple(curriculum.answers.values())
    assert (topic.unit, topic.title.text("sv").text) == ("7", "Flytta")
    answer = topic.answers[0]
    assert (answer.topic, answer.reads, answer.outcomes) == ("mobility", ("eures",), ("7.1",))
    assert answer.answer.text("en").text == "It depends, on this."
    assert answer.question.text("sv").text == "Vem betalar?"


def test_an_answer_with_facts_is_withdrawn_when_its_review_is_due(answered: ContentOnDisk) -> None:
    topic = load(answered.folder).topics["mobility"]
    assert len(topic.open_answers(date(2027, 5, 23))) == 2
    assert [one.id for one in topic.open_answers(date(2027, 5, 24))] == ["who-pays-the-move"]


def test_a_topic_may_be_of_no_unit(answered: ContentOnDisk) -> None:
    answered.write("en/answers/other.yaml", OTHER)
    assert load(answered.folder).topics["other"].unit is None


def test_an_answer_that_is_not_translated_is_noted(answered: ContentOnDisk) -> None:
    answered.write(SWEDISH, TRANSLATION)
    notes = [note for note in found(answered, Severity.NOTE) if note.startswith(SWEDISH)]
    assert notes == [f"{SWEDISH}:4: `answers/how-long` is not translated"]


def test_an_answer_has_an_id_of_its_own_over_all_files(answered: ContentOnDisk) -> None:
    answered.write("en/answers/other.yaml", OTHER.replace("id: else", "id: how-long"))
    assert f"en/answers/other.yaml:5: the answer id `how-long` is used already in {FILE}:11" in (
        faults(answered)
    )


def line_of(words: str) -> int:
    return ANSWERS[: ANSWERS.index(words)].count("\n") + 1


BROKEN = [
    ("Who pays for", "w" * 160, "170 characters where 160 fit"),
    ("Three months.", "t" * 701, "701 characters where 700 fit"),
    ("It depends, **on this**.", "See [this](page.html).", "a link to `page.html` is not possible"),
    ("How long does it", "How *long* does it", "formatting is not possible here"),
    ("[eures]", "[nowhere]", "no lesson has the id `nowhere`"),
    ('unit: "7"', 'unit: "8"', "no unit has the id `8`"),
    ("review_by: 2027-05-24", "review_by: 2026-11-01", "review_by 2026-11-01 does not come after"),
    ("who-pays-the-move", "who-pays-for-the-whole-move", "`who-pays-for-the-whole-move` is no id"),
]


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN)
def test_a_fault_in_an_answer_is_named_with_its_line(
    answered: ContentOnDisk, old: str, new: str, problem: str
) -> None:
    answered.change(FILE, old, new)
    assert any(one.startswith(f"{FILE}:{line_of(old)}: {problem}") for one in faults(answered))


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("    source: ELA, https://www.ela.europa.eu\n", "source"),
        ("    valid_as_of: 2026-11-24\n", "valid_as_of"),
        ("    answer: Three months.\n", "answer"),
    ],
)
def test_what_an_answer_lacks_is_named(answered: ContentOnDisk, line: str, missing: str) -> None:
    answered.change(FILE, line, "")
    assert f"{FILE}:11: `{missing}` is missing" in faults(answered)
