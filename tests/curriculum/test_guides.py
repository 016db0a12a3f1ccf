"""Guides for those who lead trainees."""

import pytest

from bot.curriculum.faults import Severity
from bot.curriculum.lessons import CardKind, Reader
from bot.curriculum.loading import load
from bot.people.rules import Role
from tests.curriculum.folder import ContentOnDisk, faults, found

FILE, SWEDISH = "en/guides/first-week.md", "sv/guides/first-week.md"
GUIDE = """\
---
id: first-week
version: 1
title: The first week
minutes: 6
readers: [coordinator, tutor]
---
## What to do {#what}
Ring each of them **once**.

---
## A Monday in Graz {#monday}
~~~card
kind: case
~~~
Nobody had read the letter.

---
## The rules {#rules}
~~~card
kind: fact
source: ELA, https://www.ela.europa.eu
valid_as_of: 2026-11-24
review_by: 2027-05-24
~~~
- There is a form.
"""
TRANSLATION = """\
---
translates: 1
title: Första veckan
---
## Att göra {#what}
Ring var och en.

---
## En måndag i Graz {#monday}
Ingen hade läst brevet.

---
## Reglerna {#rules}
- Det finns en blankett.
"""


@pytest.fixture
def guided(content: ContentOnDisk) -> ContentOnDisk:
    content.write(FILE, GUIDE)
    return content


def test_a_guide_is_its_cards_and_its_readers(guided: ContentOnDisk) -> None:
    guided.write(SWEDISH, TRANSLATION)
    guide = load(guided.folder).guides["first-week"]
    assert guide.readers == (Reader.TUTOR, Reader.COORDINATOR)
    assert [card.kind for card in guide.cards] == [CardKind.TEXT, CardKind.CASE, CardKind.FACT]
    assert guide.cards[2].source == "ELA, https://www.ela.europa.eu"
    assert (guide.minutes, guide.title.text("sv").text) == (6, "Första veckan")
    assert (guide.is_in("sv"), guide.is_in("de")) == (True, False)
    assert faults(guided) == []


def test_readers_are_roles() -> None:
    assert {reader.value for reader in Reader} <= {role.value for role in Role}


def test_a_guide_that_is_not_translated_is_noted(guided: ContentOnDisk) -> None:
    assert "el/guides/first-week.md:1: not there" in found(guided, Severity.NOTE)


def line_of(words: str) -> int:
    return GUIDE[: GUIDE.index(words)].count("\n") + 1


BROKEN = [
    ("kind: case", "kind: check", "`kind: check` is no kind of card that can stand here"),
    ("kind: case", "kind: tale", "`kind: tale` is no kind of card"),
    ("[coordinator, tutor]", "[tutor, trainee]", "`trainee` is nobody that guides are written for"),
    ("[coordinator, tutor]", "[]", "a guide for nobody"),
    ("id: first-week", "id: week-one", "the guide `week-one` stands in another file"),
    ("minutes: 6", "module: m7\nminutes: 6", "unknown key `module`"),
    ("review_by: 2027-05-24", "review_by: soon", "`soon` is no day"),
    ("**once**", "`once`", "code is not possible here"),
]


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN)
def test_a_fault_in_a_guide_is_named_with_its_line(
    guided: ContentOnDisk, old: str, new: str, problem: str
) -> None:
    guided.change(FILE, old, new)
    assert f"{FILE}:{line_of(old)}: {problem}" in faults(guided)


def test_a_fact_in_a_guide_needs_its_source(guided: ContentOnDisk) -> None:
    guided.change(FILE, "source: ELA, https://www.ela.europa.eu\n", "")
    assert f"{FILE}:{line_of('## The rules')}: `source` is missing" in faults(guided)
