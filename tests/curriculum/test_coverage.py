"""What is learnt is also taught, tested and evidenced, or the hole is named."""

from dataclasses import replace

import pytest

from bot.curriculum.coverage import Hole, Part, coverage, holes, unit_coverage
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.loading import load
from tests.curriculum.folder import ContentOnDisk

# What the small folder of these tests has too little of.
SMALL = [
    Hole("7", Part.LESSON, 1, 5),
    Hole("7", Part.CASE, 0),
    Hole("7.1", Part.QUIZ_ITEM, 2, 5),
]


@pytest.fixture
def taught(content: ContentOnDisk) -> Curriculum:
    return load(content.folder)


def test_an_outcome_knows_all_that_there_is_for_it(taught: Curriculum) -> None:
    [one] = coverage(taught)
    assert one.outcome is taught.outcomes["7.1"]
    assert one.importance is taught.needs.outcomes["7.1"]
    assert one.lessons == ("eures",)
    assert one.quiz_items == ("order", "match")
    assert one.checks == ("c7a", "c7b", "lc-1")
    assert one.terms == ("eures",)
    assert (one.cases, one.answers) == ((), ())


def test_each_side_of_an_outcome_has_its_self_rating(taught: Curriculum) -> None:
    [one] = coverage(taught)
    ratings = {of.statement.id: of.self_rating for of in one.statements}
    assert ratings == dict(taught.needs.statements)


def test_a_unit_knows_its_checks_lessons_and_quizzes(taught: Curriculum) -> None:
    [unit] = unit_coverage(taught)
    assert (unit.checks, unit.lessons, unit.quizzes) == (("c7a", "c7b"), ("eures",), ("quiz",))


def test_holes_of_a_unit_stand_before_those_of_its_outcomes(taught: Curriculum) -> None:
    assert list(holes(taught)) == SMALL


def without_needs(taught: Curriculum, **changes: object) -> Curriculum:
    return replace(taught, needs=replace(taught.needs, **changes))  # pyright: ignore


def with_outcome(taught: Curriculum, **changes: object) -> Curriculum:
    outcome = replace(taught.outcomes["7.1"], **changes)  # pyright: ignore
    return replace(taught, outcomes={"7.1": outcome})


def test_a_side_without_statement_or_self_rating_is_a_hole(taught: Curriculum) -> None:
    sides = taught.outcomes["7.1"].statements
    taught = with_outcome(taught, statements=sides[:2])
    taught = without_needs(taught, statements={"7.1.k": taught.needs.statements["7.1.k"]})
    found = set(holes(taught)) - set(SMALL)
    assert found == {Hole("7.1.r", Part.STATEMENT, 0), Hole("7.1.s", Part.SELF_RATING, 0)}


@pytest.mark.parametrize(
    ("count", "hole"),
    [
        (2, [Hole("7.1", Part.CRITERION, 2, 3, 5)]),
        (3, []),
        (5, []),
        (6, [Hole("7.1", Part.CRITERION, 6, 3, 5)]),
    ],
)
def test_three_to_five_criteria_are_no_hole(
    taught: Curriculum, count: int, hole: list[Hole]
) -> None:
    first = taught.outcomes["7.1"].criteria[0]
    assert list(holes(with_outcome(taught, criteria=(first,) * count))) == [*SMALL, *hole]


def test_an_outcome_without_lesson_importance_evidence_and_hours_has_these_holes(
    taught: Curriculum,
) -> None:
    evidence = replace(taught.outcomes["7.1"].evidence, kinds=())
    bare = without_needs(with_outcome(taught, evidence=evidence, hours=0), outcomes={})
    assert set(holes(replace(bare, lessons={}))) - set(SMALL) == {
        Hole("7.1", Part.IMPORTANCE, 0),
        Hole("7.1", Part.LESSON, 0),
        Hole("7.1", Part.EVIDENCE, 0),
        Hole("7.1", Part.HOURS, 0),
    }


def test_a_unit_without_checks_quiz_and_lessons_has_these_holes(taught: Curriculum) -> None:
    bare = without_needs(replace(taught, modules={}, quizzes={}), checks={})
    assert list(holes(bare))[:4] == [
        Hole("7", Part.CHECK, 0, 2, 2),
        Hole("7", Part.LESSON, 0, 5),
        Hole("7", Part.QUIZ, 0),
        Hole("7", Part.CASE, 0),
    ]
