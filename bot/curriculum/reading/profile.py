"""profile.yaml and needs.yaml."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from bot.curriculum.items import Item, Kind
from bot.curriculum.profile import (
    Aspect,
    EscoSkill,
    Needs,
    Outcome,
    Profile,
    Statement,
    Unit,
)
from bot.curriculum.reading import esco, limits
from bot.curriculum.reading.criteria import read_criteria, read_evidence
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.items import read_items
from bot.curriculum.reading.texts import Scope
from bot.curriculum.words import Phrase

KEYS: Final = {
    Aspect.KNOWLEDGE: "knowledge",
    Aspect.SKILL: "skill",
    Aspect.AUTONOMY: "autonomy",
}
STEPS: Final = 4
IMPORTANCE: Final = 3
CHECKS_PER_UNIT: Final = 2
MOST_HOURS: Final = 500


def read_profile(entry: Entry, scope: Scope) -> Profile:
    return Profile(
        version=scope.texts.version,
        label=scope.phrase(entry, "label", limits.TITLE),
        units=tuple(_read_unit(unit, scope) for unit in entry.entries("units")),
    )


def _read_unit(entry: Entry, scope: Scope) -> Unit:
    identity = entry.id()
    entry.findings.define("unit", identity, entry.place_of("id"))
    texts = scope.at("units", identity)
    return Unit(
        id=identity,
        title=texts.phrase(entry, "title", limits.TITLE),
        short=texts.phrase(entry, "short", limits.SHORT),
        summary=texts.phrase(entry, "summary", limits.SUMMARY, marked=True),
        outcomes=tuple(_read_outcome(one, identity, scope) for one in entry.entries("outcomes")),
    )


def _read_outcome(entry: Entry, unit: str, scope: Scope) -> Outcome:
    identity = entry.id()
    entry.findings.define("outcome", identity, entry.place_of("id"))
    texts = scope.at("outcomes", identity)
    return Outcome(
        id=identity,
        unit=unit,
        title=texts.phrase(entry, "title", limits.TITLE),
        required_step=entry.number("required_step", 1, STEPS),
        statements=tuple(_read_statement(entry, identity, aspect, texts) for aspect in Aspect),
        esco=tuple(_read_skill(skill, scope) for skill in entry.entries("esco", required=False)),
        criteria=read_criteria(entry, identity, texts),
        evidence=read_evidence(entry, texts),
        hours=entry.number("hours", 1, MOST_HOURS),
    )


def _read_statement(entry: Entry, outcome: str, aspect: Aspect, texts: Scope) -> Statement:
    identity, key = f"{outcome}.{aspect}", KEYS[aspect]
    entry.findings.define("statement", identity, entry.place_of(key))
    text = texts.phrase(entry, key, limits.STATEMENT, marked=True)
    return Statement(identity, outcome, aspect, text)


def _read_skill(entry: Entry, scope: Scope) -> EscoSkill:
    uri = entry.word("uri")
    if uri and not esco.CONCEPT.fullmatch(uri):
        entry.fault(f"`{uri}` is no id of ESCO", esco.REMEDY, "uri")
    # ESCO's own label: a translation names it only where ESCO does.
    labels = scope.at("esco_labels")
    return EscoSkill(uri, labels.of(entry.text("label"), uri, limits.TITLE, spare=True))


def read_needs(entry: Entry, scope: Scope, profile: Profile) -> Needs:
    outcomes = [outcome for unit in profile.units for outcome in unit.outcomes]
    return Needs(
        version=scope.texts.version,
        steps=_phrases(entry, "steps", STEPS, scope),
        importance=_phrases(entry, "importance", IMPORTANCE, scope),
        importance_question=scope.phrase(entry, "importance_question", limits.QUESTION),
        disclaimer=scope.phrase(entry, "disclaimer", limits.EXPLANATION, marked=True),
        statements=_read_statements(
            entry, scope, [part.id for outcome in outcomes for part in outcome.statements]
        ),
        outcomes=_read_outcome_names(entry, scope, [outcome.id for outcome in outcomes]),
        checks=_read_checks(entry, scope, [unit.id for unit in profile.units]),
    )


def _phrases(entry: Entry, key: str, count: int, scope: Scope) -> tuple[Phrase, ...]:
    found = entry.words(key)
    if found and len(found) != count:
        entry.fault(f"{len(found)} {key}", f"write {count} of them", key)
    texts = scope.at(key)
    return tuple(texts.of(text, str(index), limits.TITLE) for index, text in enumerate(found))


def _read_statements(entry: Entry, scope: Scope, expected: list[str]) -> dict[str, Phrase]:
    found: dict[str, Phrase] = {}
    for statement in entry.entries("statements"):
        identity = statement.id()
        entry.findings.define("self-rating", identity, statement.place_of("id"))
        entry.findings.refer("statement", identity, statement.place_of("id"))
        text = statement.text("text")
        found[identity] = scope.at("statements").of(text, identity, limits.STATEMENT, marked=True)
    _report_absent(entry, "statements", found, expected)
    return found


def _read_outcome_names(entry: Entry, scope: Scope, expected: list[str]) -> dict[str, Phrase]:
    named = entry.entry("outcomes")
    found = {
        identity: scope.at("outcomes").of(named.text(identity), identity, limits.STATEMENT)
        for identity in _known(named, "outcome")
    }
    _report_absent(entry, "outcomes", found, expected)
    return found


def _read_checks(entry: Entry, scope: Scope, expected: list[str]) -> dict[str, tuple[Item, ...]]:
    checks, found = entry.entry("checks"), dict[str, tuple[Item, ...]]()
    for unit in _known(checks, "unit"):
        kinds = (Kind.SINGLE, Kind.TRUE_FALSE)
        items = read_items(checks.entries(unit), scope.at("checks"), kinds)
        if len(items) != CHECKS_PER_UNIT:
            checks.fault(f"{len(items)} checks", f"write {CHECKS_PER_UNIT} a unit", unit)
        found[unit] = tuple(items)
    _report_absent(entry, "checks", found, expected)
    return found


def _known(entry: Entry, kind: str) -> list[str]:
    """The keys of a mapping whose keys are ids; those of nothing are reported."""
    for identity in entry.written_keys():
        entry.findings.refer(kind, identity, entry.place_of(identity))
    return list(entry.written_keys())


def _report_absent(entry: Entry, key: str, found: Container[str], expected: list[str]) -> None:
    absent = [identity for identity in expected if identity not in found]
    if absent and entry.has(key):
        entry.fault(f"nothing for {', '.join(absent)}", "add what is missing here", key)
