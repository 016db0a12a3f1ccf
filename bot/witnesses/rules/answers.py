"""What a witness says, and what is still wrong with it, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.joining.rules import what_is_wrong_with
from bot.kit.audit.rules import digest_of
from bot.witnesses.rules.requests import State, cleaned, on_one_line

LONGEST: Final = {"name": 100, "role": 100, "organisation": 100, "relation": 300, "words": 1500}
SHORTEST: Final = {"role": 2, "relation": 5, "words": 10}


class Verdict(StrEnum):
    """What a witness says about the account."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    DECLINE = "decline"


BECOMES: Final = {
    Verdict.CONFIRM: State.CONFIRMED,
    Verdict.CORRECT: State.CORRECTED,
    Verdict.DECLINE: State.DECLINED,
}


class Fault(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    SHORT = "short"
    LONG = "long"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Answer:
    """As it was given; identity is not checked. `words` say how it was instead."""

    verdict: Verdict
    name: str = ""
    role: str = ""
    organisation: str = ""
    relation: str = ""
    words: str = ""
    saw: bool = False


def read_verdict(written: str) -> Verdict | None:
    return Verdict(written) if written in set(Verdict) else None


def read_answer(verdict: Verdict, fields: Mapping[str, str]) -> Answer:
    """The fields of the form, cleaned. Of somebody who declines nothing is taken."""
    if verdict is Verdict.DECLINE:
        return Answer(verdict)
    return Answer(
        verdict,
        name=on_one_line(fields.get("name", "")),
        role=on_one_line(fields.get("role", "")),
        organisation=on_one_line(fields.get("organisation", "")),
        relation=cleaned(fields.get("relation", "")),
        words=cleaned(fields.get("words", "")) if verdict is Verdict.CORRECT else "",
        saw=fields.get("saw") == "yes",
    )


def faults_of(answer: Answer) -> dict[str, Fault]:
    """What keeps it from being sent, by field, in the order of the form; empty when nothing."""
    if answer.verdict is Verdict.DECLINE:
        return {}
    found = {
        "words": _fault("words", answer.words) if answer.verdict is Verdict.CORRECT else None,
        "name": _fault_of_name(answer.name),
        "role": _fault("role", answer.role),
        "organisation": _too_long("organisation", answer.organisation),
        "relation": _fault("relation", answer.relation),
        "saw": None if answer.saw else Fault.MISSING,
    }
    return {field: fault for field, fault in found.items() if fault is not None}


def _fault(field: str, value: str) -> Fault | None:
    if not value:
        return Fault.MISSING
    return Fault.SHORT if len(value) < SHORTEST[field] else _too_long(field, value)


def _too_long(field: str, value: str) -> Fault | None:
    return Fault.LONG if len(value) > LONGEST[field] else None


def _fault_of_name(name: str) -> Fault | None:
    if not name:
        return Fault.MISSING
    wrong = what_is_wrong_with(name)
    if wrong is None:
        return None
    return Fault.CHARACTERS if wrong == "characters" else _too_long("name", name) or Fault.SHORT


def digest_of_answer(account: str, answer: Answer) -> str:
    """Of the digest of the account and everything that was said about it."""
    said = (answer.name, answer.role, answer.organisation, answer.relation, answer.words)
    return digest_of("answer", account, str(answer.verdict), *said, str(answer.saw))
