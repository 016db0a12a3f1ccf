"""A small content folder that has no fault, to be broken line by line."""

from datetime import date
from pathlib import Path

from bot.curriculum.faults import Severity
from bot.curriculum.loading import check

TODAY = date(2026, 11, 24)

PROFILE = """\
version: 1
label: Draft, not the official CQJB profile
units:
  - id: "7"
    title: European mobility tools
    short: Mobility
    summary: Advise on a move.
    outcomes:
      - id: "7.1"
        title: Use EURES
        required_step: 3
        knowledge: Knows EURES.
        skill: Uses EURES.
        autonomy: Decides when to use it.
        criteria:
          - {id: 7.1.c1, text: Checks the facts.}
          - {id: 7.1.c2, text: Names **both** countries.}
          - {id: 7.1.c3, text: Says what is open.}
        evidence:
          pieces: 2
          kinds: [case_file, visit]
          kinds_at_least: 2
          within_months: 12
          sufficient: Two moves, one of them your own.
        hours: 25
        esco:
          - uri: http://data.europa.eu/esco/skill/a17286c5-238d-4f0b-bc24-29e9121345de
            label: advise
"""
PROFILE_TRANSLATION = """\
translates: 1
label: "{0} label"
units:
  "7": {{title: "{0} title", short: "{0} short", summary: "{0} summary"}}
outcomes:
  "7.1":
    {{title: "{0} outcome", knowledge: "{0} k", skill: "{0} s", autonomy: "{0} r",
      criteria: {{7.1.c1: "{0} c1", 7.1.c2: "{0} c2", 7.1.c3: "{0} c3"}}, sufficient: "{0} enough"}}
"""
NEEDS = """\
version: 1
steps: [cannot, with support, alone, guide others]
importance: [Hardly, Fairly, Very]
importance_question: How important?
disclaimer: This is **no** test.
statements:
  - {id: 7.1.k, text: I can explain}
  - {id: 7.1.s, text: I use}
  - {id: 7.1.r, text: I decide}
outcomes:
  "7.1": Using EURES
checks:
  "7":
    - id: c7a
      version: 1
      kind: true_false
      outcomes: ["7.1"]
      question: Is it so?
      options:
        - {id: true, text: "True", correct: true, feedback: Yes.}
        - {id: false, text: "False", feedback: No.}
      explanation: It is.
      source: ELA, https://www.ela.europa.eu
      valid_as_of: 2026-11-24
      review_by: 2027-05-24
    - id: c7b
      version: 1
      kind: single
      outcomes: ["7.1"]
      question: Which?
      options:
        - {id: a, text: One, correct: true, feedback: Yes.}
        - {id: b, text: Two, feedback: No.}
        - {id: c, text: Three, feedback: No.}
      explanation: One it is.
      source: our own draft
      valid_as_of: 2026-11-24
"""
NEEDS_TRANSLATION = """\
translates: 1
steps: ["{0} 1", "{0} 2", "{0} 3", "{0} 4"]
importance: ["{0} 1", "{0} 2", "{0} 3"]
importance_question: "{0} how"
disclaimer: "{0} **no** test"
statements: {{7.1.k: "{0} k", 7.1.s: "{0} s", 7.1.r: "{0} r"}}
outcomes: {{"7.1": "{0} outcome"}}
checks:
  c7a:
    question: "{0} question"
    options:
      true: {{text: "{0} t", feedback: "{0} f"}}
      false: {{text: "{0} t", feedback: "{0} f"}}
    explanation: "{0} explanation"
  c7b:
    question: "{0} question"
    options:
      a: {{text: "{0} a", feedback: "{0} f"}}
      b: {{text: "{0} b", feedback: "{0} f"}}
      c: {{text: "{0} c", feedback: "{0} f"}}
    explanation: "{0} explanation"
"""
MODULES = """\
version: 1
modules:
  - {id: m7, unit: "7", title: Tools, summary: All of them., lessons: [eures], quizzes: [quiz]}
"""
GLOSSARY = """\
version: 1
terms:
  - {id: eures, term: EURES, explanation: A network., outcomes: ["7.1"], source: ELA}
"""
QUIZ = """\
version: 2
id: quiz
unit: "7"
title: EURES
summary: Twenty questions.
pass_mark: 70
draw: 2
items:
  - id: order
    version: 1
    kind: ordering
    outcomes: ["7.1"]
    reads: [eures]
    question: In which order?
    steps:
      - {id: a, text: First, feedback: It opens.}
      - {id: b, text: Then, feedback: It follows.}
      - {id: c, text: Last, feedback: It closes.}
    explanation: So it goes.
    source: our own draft
    valid_as_of: 2026-11-24
  - id: match
    version: 1
    kind: matching
    outcomes: ["7.1"]
    question: What belongs together?
    pairs:
      - {id: a, left: A, right: "1", feedback: A is one.}
      - {id: b, left: B, right: "2", feedback: B is two.}
      - {id: c, left: C, right: "3", feedback: C is three.}
    explanation: So it is.
    source: our own draft
    valid_as_of: 2026-11-24
    review_by: 2027-05-24
"""
LESSON = """\
---
id: eures
version: 1
module: m7
outcomes: ["7.1"]
title: What EURES can do
minutes: 7
---
## The aim {#aim}
You can use **EURES**.

---
## Facts {#facts}
~~~card
kind: fact
source: ELA
valid_as_of: 2026-11-24
review_by: 2027-05-24
~~~
- 31 countries
- one portal

---
## Check {#check}
~~~card
kind: check
item:
  id: lc-1
  version: 1
  kind: multiple
  outcomes: ["7.1"]
  question: Which ones?
  options:
    - {id: a, text: One, correct: true, feedback: Yes.}
    - {id: b, text: Two, correct: true, feedback: Yes.}
    - {id: c, text: Three, feedback: No.}
  explanation: Two of them.
  source: our own draft
  valid_as_of: 2026-11-24
~~~

---
## A term {#term}
~~~card
kind: term
term: eures
~~~
"""
LESSON_IN_SWEDISH = """\
---
id: eures
translates: 1
title: Vad Eures kan göra
---
## Målet {#aim}
Du kan använda **Eures**.

---
## Fakta {#facts}
- 31 länder
- en portal

---
## Fråga {#check}
~~~card
item:
  question: Vilka?
  options:
    a: {text: Ett, feedback: Ja.}
    b: {text: Två, feedback: Ja.}
    c: {text: Tre, feedback: Nej.}
  explanation: Två av dem.
~~~

---
## En term {#term}
"""

FILES = {
    "en/profile.yaml": PROFILE,
    "en/needs.yaml": NEEDS,
    "en/modules.yaml": MODULES,
    "en/glossary.yaml": GLOSSARY,
    "en/quizzes/quiz.yaml": QUIZ,
    "en/lessons/eures.md": LESSON,
    "sv/lessons/eures.md": LESSON_IN_SWEDISH,
    **{
        f"{language}/{name}": text.format(language)
        for language in ("sv", "de", "el", "es", "is")
        for name, text in (
            ("profile.yaml", PROFILE_TRANSLATION),
            ("needs.yaml", NEEDS_TRANSLATION),
        )
    },
}


class ContentOnDisk:
    """The folder above on disk; `change` replaces words in a file, which have to be there once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()


def found(content: ContentOnDisk, severity: Severity, today: date = TODAY) -> list[str]:
    """What the check finds, as `file:line: problem`."""
    result = [fault for fault in check(content.folder, today) if fault.severity is severity]
    return [f"{fault.file}:{fault.line}: {fault.problem}" for fault in result]


def faults(content: ContentOnDisk) -> list[str]:
    return found(content, Severity.FAULT)
