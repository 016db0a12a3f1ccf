"""A case: scenes that choices lead through, and each mistake in one with its line."""

from datetime import date

import pytest

from bot.curriculum.faults import Severity
from bot.curriculum.items import Item
from bot.curriculum.loading import load
from tests.curriculum.folder import ContentOnDisk, faults, found

FILE, SWEDISH = "en/quizzes/cases.yaml", "sv/quizzes/cases.yaml"
CASES = """\
version: 1
id: cases
unit: "7"
title: Cases
summary: One case.
pass_mark: 70
draw: 1
items:
  - id: week-three
    version: 1
    kind: case
    outcomes: ["7.1"]
    reads: [eures]
    question: You placed Ann three weeks ago.
    scenes:
      - id: call
        text: The phone rings.
        choices:
          - {id: a, text: Visit, correct: true, leads: visit, feedback: You see it.}
          - {id: b, text: Wait, leads: angry, feedback: It gets worse.}
      - id: angry
        text: He rings again.
        choices:
          - {id: a, text: Go there, correct: true, leads: visit, feedback: Late but there.}
          - {id: b, text: Hang up, feedback: The job is gone.}
      - id: visit
        text: Ann stands alone.
        choices:
          - {id: a, text: Ask her, correct: true, feedback: She knows.}
          - {id: b, text: Tell her, feedback: She nods.}
          - {id: c, text: Ask him, correct: true, feedback: He knows.}
    explanation: Go and see.
"""
TRANSLATION = """\
translates: 1
title: Fall
summary: Ett fall.
items:
  week-three:
    question: Ann
    scenes:
      call: {text: Det ringer., choices: {a: {text: Besök, feedback: Du ser.}}}
    explanation: Åk dit.
"""


@pytest.fixture
def cases(content: ContentOnDisk) -> ContentOnDisk:
    content.write(FILE, CASES)
    content.change("en/modules.yaml", "[quiz]", "[quiz, cases]")
    return content


def item_of(content: ContentOnDisk) -> Item:
    return load(content.folder).items["week-three"]


def line_of(words: str) -> int:
    return CASES[: CASES.index(words)].count("\n") + 1


def test_a_case_is_its_scenes_and_where_choices_lead(cases: ContentOnDisk) -> None:
    scenes = item_of(cases).scenes
    assert [scene.id for scene in scenes] == ["call", "angry", "visit"]
    assert [choice.leads for choice in scenes[0].choices] == ["visit", "angry"]
    assert [choice.correct for choice in scenes[2].choices] == [True, False, True]
    assert scenes[2].choices[0].leads is None
    assert faults(cases) == []


def test_a_case_of_our_own_craft_needs_no_source(cases: ContentOnDisk) -> None:
    item = item_of(cases)
    assert (item.source, item.valid_as_of, item.parts) == ("", None, ())
    cases.change(FILE, "explanation: Go", "source: ELA\n    explanation: Go")
    assert faults(cases) == [f"{FILE}:9: `valid_as_of` is missing"]


def test_a_case_with_a_source_is_dated_like_any_item(cases: ContentOnDisk) -> None:
    dated = "source: ELA\n    valid_as_of: 2026-11-24\n    explanation: Go"
    cases.change(FILE, "explanation: Go", dated)
    assert item_of(cases).valid_as_of == date(2026, 11, 24)


def test_a_case_is_translated_by_the_ids_of_its_scenes(cases: ContentOnDisk) -> None:
    cases.write(SWEDISH, TRANSLATION)
    call = item_of(cases).scenes[0]
    assert call.text.text("sv").text == "Det ringer."
    assert call.choices[0].feedback.text("sv").text == "Du ser."
    assert call.choices[1].text.text("sv").language == "en"
    notes = [note for note in found(cases, Severity.NOTE) if note.startswith(SWEDISH)]
    assert notes == [
        f"{SWEDISH}:8: `items/week-three/scenes/angry` is not translated",
        f"{SWEDISH}:8: `items/week-three/scenes/call/choices/b` is not translated",
        f"{SWEDISH}:8: `items/week-three/scenes/visit` is not translated",
    ]


@pytest.mark.parametrize(("old", "new"), [("{a:", "{z:"), ("call:", "cal:")])
def test_a_translation_has_the_same_scenes_and_choices(
    cases: ContentOnDisk, old: str, new: str
) -> None:
    cases.write(SWEDISH, TRANSLATION.replace(old, new))
    assert any(f"{SWEDISH}:8: no text `items/week-three/scenes/" in one for one in faults(cases))


LONG = "x" * 126
BROKEN = [
    # what stands there, what is written instead, the line of, problem
    ("leads: visit, feedback: You", "leads: vist, feedback: You", "leads: visit, feedback: You",
     "no scene of this item has the id `vist`"),
    ("Late but there.}", "Late.}\n          - {id: c, text: Tea, leads: call, feedback: No.}",
     "id: b, text: Hang up", "`leads: call` leads back to where the case has been"),
    ("leads: visit, feedback: Late", "leads: angry, feedback: Late", "leads: visit, feedback: Late",
     "`leads: angry` leads back to where the case has been"),
    ("leads: angry, ", "", "- id: angry", "no way leads from the first scene to `angry`"),
    ("Go there, correct: true", "Go there", "choices:\n          - {id: a, text: Go there",
     "no choice of the scene `angry` is right"),
    ("          - {id: b, text: Wait, leads: angry, feedback: It gets worse.}\n", "",
     "choices:\n          - {id: a, text: Visit", "1 choices in a scene"),
    ("{id: b, text: Wait", "{id: a, text: Wait", "{id: b, text: Wait",
     "the id `a` is used twice among the choices"),
    ("- id: visit", "- id: call", "- id: visit", "the id `call` is used twice among the scenes"),
    (", feedback: She nods.", "", "{id: b, text: Tell", "`feedback` is missing"),
    ("The phone rings.", LONG * 4, "The phone", "504 characters where 450 fit"),
    ("text: Wait", f"text: {LONG}", "text: Wait", "126 characters where 120 fit"),
    ("It gets worse.", LONG * 2, "It gets", "252 characters where 250 fit"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "problem"), BROKEN)
def test_a_fault_in_a_case_is_named_with_its_line(
    cases: ContentOnDisk, old: str, new: str, at: str, problem: str
) -> None:
    cases.change(FILE, old, new)
    assert f"{FILE}:{line_of(at)}: {problem}" in faults(cases)


def test_a_case_of_one_scene_is_no_case(cases: ContentOnDisk) -> None:
    cut = CASES[: CASES.index("      - id: angry")] + "    explanation: Go and see.\n"
    cases.write(FILE, cut)
    assert f"{FILE}:15: 1 scenes in an item of the kind case" in faults(cases)


@pytest.mark.parametrize(
    ("file", "question", "text", "choice"),
    [
        (FILE, "You placed Ann three weeks ago.", "The phone rings.", "Visit"),
        (SWEDISH, "Ann", "Det ringer.", "Besök"),
    ],
)
def test_a_scene_has_to_fit_a_screen_with_its_choices(
    cases: ContentOnDisk, file: str, question: str, text: str, choice: str
) -> None:
    cases.write(SWEDISH, TRANSLATION)
    cases.change(file, f"question: {question}", f"question: {'q' * 290}")
    cases.change(file, f"text: {text}", f"text: {'t' * 400}")
    assert faults(cases) == []
    cases.change(file, f"text: {choice}", f"text: {'c' * 80}")
    told = f"its choices have 774 characters together in `{file[:2]}` where 760 fit on a screen"
    assert faults(cases) == [f"{FILE}:16: the question, the scene `call` and {told}"]


def fingerprint(content: ContentOnDisk) -> str:
    return item_of(content).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The phone rings.", "The phone rang."),
        ("text: Wait", "text: Sleep"),
        ("Ask him, correct: true", "Ask him"),
        ("She nods.", "She is silent."),
        ("Visit, correct: true, leads: visit", "Visit, correct: true, leads: angry"),
    ],
)
def test_a_changed_case_has_another_fingerprint(cases: ContentOnDisk, old: str, new: str) -> None:
    before = fingerprint(cases)
    cases.change(FILE, old, new)
    assert fingerprint(cases) != before


def test_the_fingerprint_of_a_case_is_the_same_in_every_release(cases: ContentOnDisk) -> None:
    assert fingerprint(cases) == "009a4d498075d99fdf16077c2d8ed218"


def test_every_text_of_an_item_is_counted(cases: ContentOnDisk) -> None:
    texts = [phrase.text("en").text for phrase in item_of(cases).phrases]
    assert texts[:3] == ["You placed Ann three weeks ago.", "The phone rings.", "He rings again."]
    assert len(texts) == 1 + 3 + 2 * 7 + 1
