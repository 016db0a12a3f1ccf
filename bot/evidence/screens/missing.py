"""In words: what an outcome still lacks, and how far each piece counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from bot.evidence.rules.pieces import Kind, State
from bot.evidence.rules.requirements import (
    AllTooOld,
    Considered,
    Finding,
    Fit,
    MorePieces,
    NotShown,
    OtherKinds,
    OutcomeStanding,
)
from bot.evidence.screens.parts import kind_name
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.text import Text, joined

_Sort = TypeVar("_Sort", MorePieces, OtherKinds)


def kind_within(words: Words, kind: Kind | None) -> str:
    """A kind's name as it stands within a sentence: only German keeps its capitals."""
    name = kind_name(words, kind)
    return name if words.language == "de" else name[:1].lower() + name[1:]


def _either(words: Words, kinds: Iterable[Kind]) -> str:
    return words.choice(kind_within(words, kind) for kind in kinds)


def missing_lines(words: Words, standing: OutcomeStanding, zone: str) -> tuple[str, ...]:
    """A sentence for each thing that is missing; one that says so where nothing is."""
    found = standing.findings
    enough = words("evidence.lacks.nothing") if standing.is_enough else ""
    sides = _sides(words, found) if standing.counting else ""  # without a piece all are missing
    said = (enough, *_pieces(words, standing), *_old(words, found, zone), sides)
    return tuple(filter(None, said))


def _pieces(words: Words, standing: OutcomeStanding) -> Iterable[str]:
    """One sentence where each further piece has to be of a new kind, two where only some do."""
    more = _the_only(MorePieces, standing.findings)
    other = _the_only(OtherKinds, standing.findings)
    at_once = more is not None and other is not None and more.n == other.n
    if other and (more is None or (at_once and standing.counting)):
        yield words.count("evidence.lacks.kinds", other.n, kinds=_either(words, other.kinds))
        return
    if more:
        yield words.count("evidence.lacks.pieces", more.n, kinds=_either(words, more.kinds))
    if other and standing.counting:
        yield words.count("evidence.lacks.among", other.n, kinds=_either(words, other.kinds))
    elif other and other.n > 1:
        yield words.count("evidence.lacks.different", other.n)


def _the_only(sort: type[_Sort], found: Iterable[Finding]) -> _Sort | None:
    return next((one for one in found if isinstance(one, sort)), None)


def _old(words: Words, found: Iterable[Finding], zone: str) -> Iterable[str]:
    for one in found:
        if isinstance(one, AllTooOld):
            day = words.short_date(in_zone(one.newest, zone).date())
            yield words.count("evidence.lacks.old", one.months, day=day)


def _sides(words: Words, found: Iterable[Finding]) -> str:
    sides = [side_of(words, one.statement) for one in found if isinstance(one, NotShown)]
    return words("evidence.lacks.statements", sides=words.listing(sides)) if sides else ""


def side_of(words: Words, statement: str) -> str:
    """Knowledge, skills or responsibility, for `1.1.k` and so on."""
    return words(f"evidence.aspect.{statement.rpartition('.')[2]}")


def considered_line(words: Words, one: Considered, zone: str) -> Text:
    """How a piece stands, how far it counts for the outcome, and for which sides of it."""
    sides = ", ".join(side_of(words, statement) for statement in one.statements)
    return joined(" · ", [_state(words, one), _fit(words, one, zone), sides])


def _state(words: Words, one: Considered) -> str:
    if one.offer.state is State.DRAFT and one.offer.submitted_at is not None:
        return words("evidence.reworked")
    return words(f"evidence.state.{one.offer.state}")


def _fit(words: Words, one: Considered, zone: str) -> str:
    if one.until is None or one.fit not in (Fit.COUNTS, Fit.TOO_OLD):
        return words(f"evidence.fit.{one.fit}")
    return words(f"evidence.fit.{one.fit}", day=words.short_date(in_zone(one.until, zone).date()))
