"""Items, wherever they stand: in the needs analysis, in quizzes, in lessons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.curriculum.items import Item, Kind, Option, Pair, Step
from bot.curriculum.reading import limits
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.findings import Dated
from bot.curriculum.reading.scenes import listed, read_scenes
from bot.curriculum.reading.texts import Scope
from bot.curriculum.words import Phrase

COUNTS: Final = {
    Kind.SINGLE: (3, 5),
    Kind.MULTIPLE: (3, 5),
    Kind.TRUE_FALSE: (2, 2),
    Kind.ORDERING: (3, 5),
    Kind.MATCHING: (3, 4),
}
LAST_VERSION: Final = 9999


def read_items(entries: Sequence[Entry], scope: Scope, kinds: Sequence[Kind]) -> list[Item]:
    return [read_item(entry, scope.at(entry.id()), kinds) for entry in entries]


def read_item(entry: Entry, scope: Scope, kinds: Sequence[Kind] = tuple(Kind)) -> Item:
    """One item whose translated texts stand at the scope; other kinds than these are a fault."""
    identity = entry.id()
    entry.findings.define("item", identity, entry.place_of("id"))
    kind = _kind(entry, kinds)
    is_case = kind is Kind.CASE
    source, valid_as_of, review_by = read_standing(entry, required=not is_case)
    options, steps, pairs = _parts(entry, scope, kind)
    question = scope.phrase(entry, "question", limits.QUESTION, marked=True)
    return Item(
        id=identity,
        version=entry.number("version", 1, LAST_VERSION),
        kind=kind,
        outcomes=references(entry, "outcomes", "outcome"),
        reads=references(entry, "reads", "lesson", required=False),
        question=question,
        options=options,
        steps=steps,
        pairs=pairs,
        explanation=scope.phrase(entry, "explanation", limits.EXPLANATION, marked=True),
        source=source,
        valid_as_of=valid_as_of,
        review_by=review_by,
        scenes=read_scenes(entry, scope, question) if is_case else (),
    )


def references(entry: Entry, key: str, kind: str, *, required: bool = True) -> tuple[str, ...]:
    """A list of ids of things that have to exist somewhere."""
    found = entry.words(key, required=required)
    for identity in found:
        entry.findings.refer(kind, identity.value, identity.place)
    return tuple(identity.value for identity in found)


def reference(entry: Entry, key: str, kind: str) -> str:
    """The id of something that has to exist somewhere."""
    found = entry.text(key)
    if found is None:
        return ""
    entry.findings.refer(kind, found.value, found.place)
    return found.value


def read_standing(entry: Entry, *, required: bool = True) -> tuple[str, date | None, date | None]:
    """Where a fact stands, when it was checked, and when it is to be checked again.

    What is not required states no fact if it has none of the three, else as much as any fact.
    """
    needed = required or any(map(entry.has, ("source", "valid_as_of", "review_by")))
    source = read_source(entry, required=needed)
    valid_as_of = entry.day("valid_as_of", required=needed)
    review_by = entry.day("review_by", required=False)
    _judge_days(entry, valid_as_of, review_by)
    return source, valid_as_of, review_by


def read_source(entry: Entry, *, required: bool = False) -> str:
    """Names and addresses of where a fact stands, or ""."""
    found = entry.text("source", required=required)
    if found is None:
        return ""
    entry.findings.sources.append(found)
    return found.value


def _judge_days(entry: Entry, valid_as_of: date | None, review_by: date | None) -> None:
    """A review has to come after the day on which the fact was checked."""
    lines = entry.place_of("valid_as_of"), entry.place_of("review_by")
    entry.findings.dated.append(Dated(valid_as_of, lines[0], review_by, lines[1]))
    if valid_as_of and review_by and review_by <= valid_as_of:
        problem = f"review_by {review_by} does not come after {valid_as_of}"
        entry.fault(problem, "set the review after `valid_as_of`", "review_by")


def _kind(entry: Entry, kinds: Sequence[Kind]) -> Kind:
    written = entry.word("kind")
    if written and written not in kinds:
        names = ", ".join(kinds)
        entry.fault(f"`kind: {written}` is none that can stand here", f"use {names}", "kind")
    return Kind(written) if written in kinds else kinds[0]


def _parts(
    entry: Entry, scope: Scope, kind: Kind
) -> tuple[tuple[Option, ...], tuple[Step, ...], tuple[Pair, ...]]:
    if kind is Kind.ORDERING:
        return (), tuple(_read_steps(entry, scope)), ()
    if kind is Kind.MATCHING:
        return (), (), tuple(_read_pairs(entry, scope))
    if kind is Kind.CASE:
        return (), (), ()
    options = tuple(_read_options(entry, scope, kind))
    _judge_answers(entry, kind, options)
    return options, (), ()


def _listed(entry: Entry, key: str, kind: Kind) -> list[Entry]:
    return listed(entry, key, COUNTS[kind], f"an item of the kind {kind}")


def _read_options(entry: Entry, scope: Scope, kind: Kind) -> list[Option]:
    return [
        Option(
            id=(identity := part.id()),
            text=scope.at("options", identity).phrase(part, "text", limits.OPTION, marked=True),
            correct=part.flag("correct"),
            feedback=_feedback(part, scope.at("options", identity)),
        )
        for part in _listed(entry, "options", kind)
    ]


def _read_steps(entry: Entry, scope: Scope) -> list[Step]:
    return [
        Step(
            id=(identity := part.id()),
            text=scope.at("steps", identity).phrase(part, "text", limits.OPTION, marked=True),
            feedback=_feedback(part, scope.at("steps", identity)),
        )
        for part in _listed(entry, "steps", Kind.ORDERING)
    ]


def _read_pairs(entry: Entry, scope: Scope) -> list[Pair]:
    return [
        Pair(
            id=(identity := part.id()),
            left=scope.at("pairs", identity).phrase(part, "left", limits.SIDE),
            right=scope.at("pairs", identity).phrase(part, "right", limits.SIDE),
            feedback=_feedback(part, scope.at("pairs", identity)),
        )
        for part in _listed(entry, "pairs", Kind.MATCHING)
    ]


def _feedback(part: Entry, scope: Scope) -> Phrase:
    return scope.phrase(part, "feedback", limits.FEEDBACK, marked=True)


def _judge_answers(entry: Entry, kind: Kind, options: Sequence[Option]) -> None:
    right = sum(option.correct for option in options)
    if options and not right:
        entry.fault("no option is right", "add `correct: true` to the right one", "options")
    elif right > 1 and kind is not Kind.MULTIPLE:
        problem = f"{right} options are right in an item of the kind {kind}"
        entry.fault(problem, "leave one `correct: true`, or make it `kind: multiple`", "options")
    if kind is Kind.TRUE_FALSE and {option.id for option in options} != {"true", "false"}:
        entry.fault(
            "a true_false item has other options", "give them the ids true and false", "options"
        )
