"""Each mistake in a file is named with its line."""

import pytest

from tests.curriculum.folder import FILES, ContentOnDisk, faults

QUIZ, NEEDS, LESSON = "en/quizzes/quiz.yaml", "en/needs.yaml", "en/lessons/eures.md"


def line_of(file: str, words: str) -> int:
    return FILES[file][: FILES[file].index(words)].count("\n") + 1


def test_good_content_has_no_faults(content: ContentOnDisk) -> None:
    assert faults(content) == []


BROKEN = [
    # file, what stands there, what is written instead, lines further down, problem
    (QUIZ, "draw: 2", "draw: two", 0, "`draw: two` is not a whole number from 1 to 2"),
    (
        QUIZ,
        "pass_mark: 70",
        "pass_mark: 170",
        0,
        "`pass_mark: 170` is not a whole number from 1 to 100",
    ),
    (QUIZ, "title: EURES", "titel: EURES", 0, "unknown key `titel`"),
    (
        QUIZ,
        "  - id: match",
        "  - id: order",
        0,
        "the item id `order` is used already in en/quizzes/quiz.yaml:9",
    ),
    (QUIZ, "kind: matching", "kind: guessing", 0, "`kind: guessing` is none that can stand here"),
    (QUIZ, "[eures]", "[nowhere]", 0, "no lesson has the id `nowhere`"),
    (QUIZ, "review_by: 2027-05-24", "review_by: 24.5.2027", 0, "`24.5.2027` is no day"),
    (
        QUIZ,
        "review_by: 2027-05-24",
        "review_by: 2026-11-24",
        0,
        "review_by 2026-11-24 does not come after 2026-11-24",
    ),
    (QUIZ, "left: A,", f"left: {'A' * 61},", 0, "61 characters where 60 fit"),
    (QUIZ, ", feedback: A is one.", "", 0, "`feedback` is missing"),
    (
        QUIZ,
        "{id: b, text: Then",
        "{id: a, text: Then",
        0,
        "the id `a` is used twice among the steps",
    ),
    (QUIZ, "In which order?", "In _which_ order?", 0, "emphasis with `_` is not possible here"),
    (QUIZ, "title: EURES", "title: '*EURES*'", 0, "formatting is not possible here"),
    (QUIZ, "version: 2", "version: 2\nversion: 3", 1, "`version` stands here twice"),
    (QUIZ, 'unit: "7"', 'unit: "8"', 0, "no unit has the id `8`"),
    (NEEDS, "kind: single", "kind: multiple", 0, "`kind: multiple` is none that can stand here"),
    (NEEDS, "c7b", "C7_b", 0, "`C7_b` is no id"),
    (
        NEEDS,
        "b, text: Two, ",
        "b, text: Two, correct: true, ",
        -2,
        "2 options are right in an item of the kind single",
    ),
    (NEEDS, "One, correct: true", "One", -1, "no option is right"),
    (
        NEEDS,
        "One, correct: true",
        "One, correct: yes",
        0,
        "`correct: yes` is neither true nor false",
    ),
    (NEEDS, "id: false", "id: no", -2, "a true_false item has other options"),
    (NEEDS, "text: I decide", f"text: {'I decide ' * 18}", 0, "161 characters where 160 fit"),
    (NEEDS, "7.1.r", "7.2.r", 0, "no statement has the id `7.2.r`"),
    (NEEDS, "Hardly, ", "", 0, "2 importance"),
    (NEEDS, "source: our own draft", "source:", 0, "`source` is missing"),
    (LESSON, "source: ELA\n", "", -3, "`source` is missing"),
    (LESSON, "kind: fact", "kind: fakt", 0, "`kind: fakt` is no kind of card"),
    (LESSON, "## Facts {#facts}", "## Facts", 0, "a card begins without its heading"),
    (LESSON, "{#facts}", "{#aim}", 0, "the card id `aim` is used twice in one lesson"),
    (LESSON, "term: eures", "term: esco", 0, "no term has the id `esco`"),
    (LESSON, "You can use", "You can `use`", 0, "code is not possible here"),
    (LESSON, "- one portal", "- one portal\n\n----\n", 2, "`----` does not cut cards"),
    (LESSON, "- one portal", "- one portal\n\n---\n\n", 2, "an empty card"),
    (LESSON, "- one portal\n\n---", "- one portal\n\n", 3, "a heading inside a card"),
    (LESSON, "- one portal", "1. one portal", 0, "a numbered list is not possible here"),
    (LESSON, "You can use **EURES**.", "<b>EURES</b>", 0, "HTML is not possible here"),
    (
        LESSON,
        "- 31 countries",
        "- [31](page.html)",
        0,
        "a link to `page.html` is not possible here",
    ),
    (
        LESSON,
        "- one portal",
        "- [one](javascript:1)",
        0,
        "a link that leads to no web address is not possible here",
    ),
    (LESSON, "**EURES**", "**EURES **", 0, "`**` that makes nothing bold is not possible here"),
    (LESSON, "module: m7", "module: m8", 0, "no module has the id `m8`"),
    ("en/modules.yaml", "[eures]", "[eures, eures-2]", 0, "no lesson has the id `eures-2`"),
    (
        "en/profile.yaml",
        "short: Mobility",
        "short: European mobility tools",
        0,
        "23 characters where 18 fit",
    ),
    (
        "en/profile.yaml",
        "http://data.europa.eu/esco/skill/a17286c5-",
        "http://data.europa.eu/esco/skill/",
        0,
        "`http://data.europa.eu/esco/skill/238d-4f0b-bc24-29e9121345de` is no id of ESCO",
    ),
    ("en/glossary.yaml", "A network.", f"{'A network. ' * 40}", 0, "439 characters where 400 fit"),
    (
        "sv/profile.yaml",
        "translates: 1",
        "translates: 2",
        0,
        "`translates: 2`, but en/profile.yaml has version 1",
    ),
    ("sv/profile.yaml", "translates: 1\n", "", 0, "`translates` is missing"),
    ("sv/profile.yaml", "label:", "labels:", 0, "no text `labels` in en/profile.yaml"),
    ("sv/needs.yaml", '7.1.k: "sv k", ', "", 0, "`statements/7.1.k` is not translated"),
    (
        "sv/lessons/eures.md",
        "{#facts}",
        "{#fact}",
        0,
        "no text `cards/fact/heading` in en/lessons/eures.md",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "below", "problem"), BROKEN)
def test_a_fault_is_named_with_its_line(
    content: ContentOnDisk, file: str, old: str, new: str, below: int, problem: str
) -> None:
    content.change(file, old, new)
    assert f"{file}:{line_of(file, old) + below}: {problem}" in faults(content)
