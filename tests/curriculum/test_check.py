"""The whole check: all files at once, what is missing, what has aged, and the report."""

from datetime import date

import pytest

from bot.curriculum.faults import Fault, Severity
from bot.curriculum.loading import check
from bot.curriculum.reading import limits
from bot.curriculum.report import describe
from tests.curriculum.folder import TODAY, ContentOnDisk, faults, found

QUIZ, NEEDS, LESSON = "en/quizzes/quiz.yaml", "en/needs.yaml", "en/lessons/eures.md"


def test_all_faults_of_all_files_are_found_in_one_run(content: ContentOnDisk) -> None:
    content.change("en/profile.yaml", "required_step: 3", "required_step: 5")
    content.change(NEEDS, "One, correct: true", "One")
    content.change(QUIZ, "reads: [eures]", "reads: [nowhere, eures]")
    content.change(QUIZ, ", feedback: A is one.", "")
    content.change(LESSON, "source: ELA\n", "")
    content.change("sv/profile.yaml", "translates: 1\n", "")
    content.remove("de/needs.yaml")
    assert faults(content) == [
        "de/needs.yaml:1: not there",
        "en/lessons/eures.md:13: `source` is missing",
        "en/needs.yaml:31: no option is right",
        "en/profile.yaml:11: `required_step: 5` is not a whole number from 1 to 4",
        "en/quizzes/quiz.yaml:13: no lesson has the id `nowhere`",
        "en/quizzes/quiz.yaml:28: `feedback` is missing",
        "sv/profile.yaml:1: `translates` is missing",
    ]


def test_a_fault_says_what_to_do(content: ContentOnDisk) -> None:
    content.change(QUIZ, "pass_mark: 70", "pass-mark: 70")
    unknown = next(
        fault for fault in check(content.folder, TODAY) if fault.file == QUIZ and fault.line > 1
    )
    assert unknown == Fault(
        QUIZ,
        6,
        "unknown key `pass-mark`",
        "remove it; keys here are version, id, items, unit, title, summary, pass_mark, draw",
    )


@pytest.mark.parametrize("name", ["en/profile.yaml", "en/needs.yaml", "is/profile.yaml"])
def test_profile_and_needs_have_to_be_there_in_every_language(
    content: ContentOnDisk, name: str
) -> None:
    content.remove(name)
    assert f"{name}:1: not there" in faults(content)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("fr/profile.yaml", "fr:1: no language has this name"),
        ("en/quizes/quiz.yaml", "en/quizes/quiz.yaml:1: nothing reads this file"),
        ("sv/quizzes/other.yaml", "sv/quizzes/other.yaml:1: en/quizzes/other.yaml is not there"),
    ],
)
def test_a_file_that_nothing_reads_is_a_fault(
    content: ContentOnDisk, name: str, problem: str
) -> None:
    content.write(name, "translates: 1\n")
    assert faults(content) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "en/glossary.yaml:1: nothing stands here"),
        ("version: 1\nterms: [", "en/glossary.yaml:3: this is no YAML: "),
        ("version: 1\nterms: *all\n", "en/glossary.yaml:2: this is no YAML: "),
        ("- eures\n", "en/glossary.yaml:1: a list stands here"),
        ("version: 1\nterms: eures\n", "en/glossary.yaml:2: `terms` holds no list"),
        ("version: 1\nterms: [eures]\n", "en/glossary.yaml:2: a single value stands here"),
        ("version: [1]\nterms: []\n", "en/glossary.yaml:1: a list stands here"),
    ],
)
def test_a_file_that_is_no_yaml_of_ours_is_named_with_its_line(
    content: ContentOnDisk, text: str, problem: str
) -> None:
    content.write("en/glossary.yaml", text)
    assert any(fault.startswith(problem) for fault in faults(content))


def test_a_file_in_another_encoding_is_named(content: ContentOnDisk) -> None:
    (content.folder / "sv/needs.yaml").write_bytes("först".encode("latin-1"))
    assert "sv/needs.yaml:1: this is no UTF-8 text" in faults(content)


def test_a_translation_that_holds_itself_is_read_to_an_end(content: ContentOnDisk) -> None:
    content.write("sv/quizzes/quiz.yaml", "translates: 2\nitems: &all {order: *all}\n")
    assert faults(content) == []


def test_a_key_that_stands_twice_deep_in_a_translation_is_named(content: ContentOnDisk) -> None:
    texts = "translates: 2\nitems:\n  order:\n    question:\n    question: Hur?\n"
    content.write("sv/quizzes/quiz.yaml", texts)
    assert faults(content) == ["sv/quizzes/quiz.yaml:5: `question` stands here twice"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("---\nid: eures", "id: eures", "1: no front matter"),
        ("minutes: 7\n---", "minutes: 7\n", "9: the front matter is not closed"),
        ("valid_as_of: 2026-11-24\nreview_by: 2027-05-24\n~~~", "", "14: `~~~card` is not closed"),
        ("- one portal", "~~~card", "21: `~~~card` below the text"),
        (
            "## The aim {#aim}",
            "## The aim {#aim}\n---\n## It {#it}",
            "9: the card `aim` has no text",
        ),
        (
            "id: eures\nversion",
            "id: other\nversion",
            "2: the lesson `other` stands in another file",
        ),
    ],
)
def test_a_lesson_cut_in_the_wrong_place_is_named_with_its_line(
    content: ContentOnDisk, old: str, new: str, problem: str
) -> None:
    content.change(LESSON, old, new)
    assert any(fault.startswith(f"{LESSON}:{problem}") for fault in faults(content))


def test_a_lesson_without_an_end_of_its_front_matter_is_named(content: ContentOnDisk) -> None:
    content.write(LESSON, "---\nid: eures\nversion: 1\n")
    assert f"{LESSON}:1: the front matter is not closed" in faults(content)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[eures]", "[]", f"{LESSON}:2: of module `m7`, but listed by no module"),
        ("[quiz]", "[]", f"{QUIZ}:2: listed by no module"),
    ],
)
def test_a_lesson_or_quiz_that_nobody_reaches_is_a_fault(
    content: ContentOnDisk, old: str, new: str, problem: str
) -> None:
    content.change("en/modules.yaml", old, new)
    assert problem in faults(content)


def test_a_fact_checked_in_the_future_is_a_fault(content: ContentOnDisk) -> None:
    late = found(content, Severity.FAULT, date(2026, 11, 23))
    assert len(late) == 6
    assert f"{QUIZ}:33: valid_as_of 2026-11-24 is still to come" in late


def test_a_fact_past_its_review_is_noted_as_withdrawn(content: ContentOnDisk) -> None:
    notes = found(content, Severity.NOTE, date(2027, 5, 24))
    withdrawn = [note for note in notes if "withdrawn" in note]
    assert withdrawn == [
        f"{LESSON}:18: withdrawn since 2027-05-24",
        f"{NEEDS}:25: withdrawn since 2027-05-24",
        f"{QUIZ}:34: withdrawn since 2027-05-24",
    ]


def test_a_missing_translation_is_noted_once_a_group(content: ContentOnDisk) -> None:
    content.write("sv/quizzes/quiz.yaml", "translates: 2\ntitle: Eures\nitems: {order: {}}\n")
    notes = [note for note in found(content, Severity.NOTE) if note.startswith("sv/quizzes")]
    assert notes == [
        "sv/quizzes/quiz.yaml:1: `summary` is not translated",
        "sv/quizzes/quiz.yaml:3: `items/match` is not translated",
        "sv/quizzes/quiz.yaml:3: `items/order/explanation` is not translated",
        "sv/quizzes/quiz.yaml:3: `items/order/question` is not translated",
        "sv/quizzes/quiz.yaml:3: `items/order/steps` is not translated",
    ]


def test_a_lesson_without_translation_is_noted_and_no_fault(content: ContentOnDisk) -> None:
    assert "el/lessons/eures.md:1: not there" in found(content, Severity.NOTE)


def test_a_translation_of_an_earlier_version_is_noted_as_stale(content: ContentOnDisk) -> None:
    content.write("sv/quizzes/quiz.yaml", "translates: 1\ntitle: Eures\n")
    stale = "sv/quizzes/quiz.yaml:1: stale: made from version 1 of 2"
    assert stale in found(content, Severity.NOTE)


def test_the_report_opens_files_with_a_click_and_counts() -> None:
    some = [
        Fault("en/needs.yaml", 7, "no option is right", "add one"),
        Fault("sv/a.md", 1, "stale", "compare", Severity.NOTE),
    ]
    assert describe(some).splitlines() == [
        "content/en/needs.yaml:7: no option is right — add one",
        "content/sv/a.md:1: note: stale — compare",
        "1 fault, 1 note",
    ]


def test_the_report_of_good_content_says_so() -> None:
    assert describe([]) == "no faults, no notes"


def test_ids_that_a_button_cannot_hold_together_are_named(
    content: ContentOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PLACE", len("eures.ai"))
    assert any("`eures.aim` is too long for a button" in fault for fault in faults(content))
