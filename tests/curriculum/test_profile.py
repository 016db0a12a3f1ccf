"""What an outcome is judged by, and how much evidence and work it takes."""

import pytest

from bot.curriculum.loading import load
from bot.curriculum.profile import EVIDENCE_KINDS, Outcome
from bot.evidence.rules.pieces import Kind
from tests.curriculum.folder import PROFILE, ContentOnDisk, faults

FILE = "en/profile.yaml"


def outcome_of(content: ContentOnDisk) -> Outcome:
    return load(content.folder).outcomes["7.1"]


def test_an_outcome_has_its_criteria_in_every_language(content: ContentOnDisk) -> None:
    assert faults(content) == []
    criteria = outcome_of(content).criteria
    assert [criterion.id for criterion in criteria] == ["7.1.c1", "7.1.c2", "7.1.c3"]
    assert criteria[1].text.text("en").text == "Names both countries."
    assert criteria[1].text.text("is").text == "is c2"


def test_an_outcome_says_what_evidence_it_needs(content: ContentOnDisk) -> None:
    needed = outcome_of(content).evidence
    assert (needed.pieces, needed.kinds_at_least, needed.within_months) == (2, 2, 12)
    assert needed.kinds == ("case_file", "visit")
    assert needed.sufficient.text("el").text == "el enough"
    assert outcome_of(content).hours == 25


def test_the_kinds_of_evidence_are_those_that_can_be_handed_in() -> None:
    assert set(EVIDENCE_KINDS) == set(Kind)


def line_of(words: str) -> int:
    return PROFILE[: PROFILE.index(words)].count("\n") + 1


BROKEN = [
    # what stands there, what is written instead, problem
    ("id: 7.1.c2", "id: 7.2.c2", "`7.2.c2` is no criterion of the outcome `7.1`"),
    ("id: 7.1.c2", "id: 7.1.d2", "`7.1.d2` is no criterion of the outcome `7.1`"),
    ("id: 7.1.c2", "id: 7.1.c1", "the criterion id `7.1.c1` is used already in en/profile.yaml:16"),
    ("Checks the facts.", "x" * 201, "201 characters where 200 fit"),
    ("Two moves", "x" * 300, "323 characters where 300 fit"),
    ("[case_file, visit]", "[case_file, picture]", "`picture` is no kind of evidence"),
    ("[case_file, visit]", "[visit, visit]", "a kind stands here twice"),
    ("kinds_at_least: 2", "kinds_at_least: 3", "`kinds_at_least: 3` is not a whole number from"),
    ("pieces: 2", "pieces: none", "`pieces: none` is not a whole number from 1 to 10"),
    ("within_months: 12", "within_months: 0", "`within_months: 0` is not a whole number"),
    ("hours: 25", "hours: many", "`hours: many` is not a whole number from 1 to 500"),
]


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN)
def test_what_is_wrong_with_it_is_named_with_its_line(
    content: ContentOnDisk, old: str, new: str, problem: str
) -> None:
    content.change(FILE, old, new)
    assert any(one.startswith(f"{FILE}:{line_of(old)}: {problem}") for one in faults(content))


def test_an_outcome_has_at_least_three_criteria(content: ContentOnDisk) -> None:
    content.change(FILE, "          - {id: 7.1.c3, text: Says what is open.}\n", "")
    assert f"{FILE}:15: 2 criteria of the outcome `7.1`" in faults(content)


def test_a_requirement_without_its_words_is_named(content: ContentOnDisk) -> None:
    content.change(FILE, "          sufficient: Two moves, one of them your own.\n", "")
    assert f"{FILE}:20: `sufficient` is missing" in faults(content)


@pytest.mark.parametrize("key", ["criteria", "evidence", "hours"])
def test_no_outcome_goes_without(content: ContentOnDisk, key: str) -> None:
    content.change(FILE, f"        {key}:", f"        not-{key}:")
    assert f"{FILE}:9: `{key}` is missing" in faults(content)


def test_criteria_are_translated_in_full(content: ContentOnDisk) -> None:
    content.change("sv/profile.yaml", ', 7.1.c3: "sv c3"', "")
    assert faults(content) == [
        "sv/profile.yaml:8: `outcomes/7.1/criteria/7.1.c3` is not translated"
    ]
