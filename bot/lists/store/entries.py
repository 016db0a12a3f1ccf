"""Who is on which list of whom. Whom a scope reaches is decided in `reach` alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.pieces import State as PieceState
from bot.evidence.store.reviews import in_scope
from bot.evidence.tables import PieceRow
from bot.judging.rules.rounds import UNSIGNED
from bot.judging.rules.rounds import State as RoundState
from bot.judging.tables import AssignmentRow, RoundRow
from bot.kit.db import table_of
from bot.lists.rules.entries import KEEPERS, Counts, Entry, List, State, Why, limit_of
from bot.lists.store.standing import standings
from bot.lists.tables import AsideRow, ContactRow
from bot.people.rules import Person, Role
from bot.people.store import people
from bot.tutoring.rules.thread import Side
from bot.tutoring.rules.thread import State as QuestionState
from bot.tutoring.tables import EntryRow, QuestionRow

_asides = table_of(AsideRow)
_contacts = table_of(ContactRow)
_questions = table_of(QuestionRow)
_words = table_of(EntryRow)
_pieces = table_of(PieceRow)
_rounds = table_of(RoundRow)
_assignments = table_of(AssignmentRow)
_OF: Final = {List.NEVER: State.NEVER, List.STALLED: State.BEGUN}
_OWED: Final = [str(QuestionState.OPEN), str(QuestionState.CLAIMED)]
_NOTHING: Final = literal_column("''", String)


def reach(staff: Person) -> ColumnElement[bool]:
    """The trainees whom somebody's scopes as tutor or coordinator cover; on `people`."""
    return and_(in_scope(staff, *KEEPERS), people.c.erasing.is_(False))


def _shown(staff: Person, why: Why, reference: Any, now: datetime) -> ColumnElement[bool]:
    """Not what they have put aside until later."""
    aside = exists().where(
        _asides.c.staff_id == staff.id,
        _asides.c.person_id == people.c.id,
        _asides.c.why == str(why),
        _asides.c.reference == reference,
        _asides.c.until > now,
    )
    return not_(aside)


def _columns(why: Why, since: Any, reference: Any) -> tuple[Any, ...]:
    return (
        people.c.id.label("person_id"),
        literal_column(f"'{why}'", String).label("why"),
        since.label("since"),
        reference.label("reference"),
    )


def _standing(staff: Person, which: List, now: datetime, *, aside: bool) -> Any:
    """Never started or stalled: a range of one index, from the longest on."""
    state = _OF[which]
    why = Why(which)
    return (
        select(*_columns(why, standings.c.since, _NOTHING))
        .join_from(standings, people, people.c.id == standings.c.person_id)
        .where(
            standings.c.state == str(state),
            standings.c.since <= limit_of(state, now),
            reach(staff),
            *([] if aside else [_shown(staff, why, "", now)]),
        )
    )


def _question_since() -> Any:
    """When it was asked, or when its asker last wrote where it was answered before."""
    newest = (
        select(func.max(_words.c.written_at))
        .where(_words.c.question_id == _questions.c.id, _words.c.side == str(Side.ASKER))
        .scalar_subquery()
    )
    return case((_questions.c.wait > 1, newest), else_=_questions.c.asked_at)


def _waiting(staff: Person, now: datetime, *, aside: bool) -> Any:
    """Three kinds of waiting, each by an index of its own table."""

    def hidden(why: Why, reference: Any) -> list[Any]:
        return [] if aside else [_shown(staff, why, reference, now)]

    owed = (
        select(*_columns(Why.QUESTION, _question_since(), _questions.c.public_id))
        .join_from(_questions, people, people.c.id == _questions.c.asker_id)
        .where(
            _questions.c.state.in_(_OWED),
            _questions.c.due_at.is_not(None),
            reach(staff),
            *hidden(Why.QUESTION, _questions.c.public_id),
        )
    )
    handed_in = (
        select(*_columns(Why.EVIDENCE, _pieces.c.submitted_at, _pieces.c.public_id))
        .join_from(_pieces, people, people.c.id == _pieces.c.person_id)
        .where(
            _pieces.c.state == str(PieceState.SUBMITTED),
            reach(staff),
            *hidden(Why.EVIDENCE, _pieces.c.public_id),
        )
    )
    if not staff.has(Role.COORDINATOR):
        return union_all(owed, handed_in)
    stuck = _stuck(staff, now).where(*hidden(Why.JUDGEMENT, _rounds.c.public_id))
    return union_all(owed, handed_in, stuck)


def _stuck(staff: Person, now: datetime) -> Any:
    """Judgements for which nobody is there, or that are over their time: coordinators' alone."""
    late = exists().where(
        _assignments.c.round_id == _rounds.c.id,
        _assignments.c.stage.in_([str(stage) for stage in UNSIGNED]),
        _assignments.c.due_at <= now,
    )
    return (
        select(*_columns(Why.JUDGEMENT, _rounds.c.asked_at, _rounds.c.public_id))
        .join_from(_rounds, people, people.c.id == _rounds.c.person_id)
        .where(
            _rounds.c.state == str(RoundState.WAITING),
            or_(_rounds.c.lacks > 0, late),
            in_scope(staff, Role.COORDINATOR),
            people.c.erasing.is_(False),
        )
    )


def _listed(staff: Person, which: List, now: datetime, *, aside: bool = False) -> Any:
    if which is List.WAITING:
        return _waiting(staff, now, aside=aside)
    return _standing(staff, which, now, aside=aside)


def _named(found: Any) -> Any:
    """The entries with what a screen says of them."""
    return (
        select(
            found.c.person_id,
            people.c.public_id,
            people.c.name,
            found.c.why,
            found.c.since,
            found.c.reference,
            _contacts.c.at,
            people.c.blocked_at,
        )
        .join_from(found, people, people.c.id == found.c.person_id)
        .outerjoin(_contacts, _contacts.c.person_id == found.c.person_id)
    )


def _entry(row: Any) -> Entry:
    number, public, name, why, since, reference, contacted_at, blocked_at = row
    blocked = blocked_at is not None
    return Entry(number, public, name, Why(why), since, reference, contacted_at, blocked)


async def find_entries(
    session: AsyncSession, staff: Person, which: List, now: datetime, *, limit: int, offset: int
) -> list[Entry]:
    """A page of a list, who waits longest first; what stands equal keeps its order."""
    found = _listed(staff, which, now).subquery()
    order = (found.c.since, found.c.person_id, found.c.reference)
    page = select(found).order_by(*order).limit(limit).offset(offset).subquery()
    shown = _named(page).order_by(page.c.since, page.c.person_id, page.c.reference)
    return [_entry(row) for row in await session.execute(shown)]


async def find_entry(
    session: AsyncSession, staff: Person, why: Why, person: str, reference: str, now: datetime
) -> Entry | None:
    """One entry of a list, put aside or not; None for who is on it no more, or out of reach."""
    found = _listed(staff, why.list, now, aside=True).subquery()
    one = _named(found).where(
        found.c.why == str(why), found.c.reference == reference, people.c.public_id == person
    )
    row = (await session.execute(one)).first()
    return _entry(row) if row else None


async def find_reached(session: AsyncSession, staff: Person, public: str) -> int | None:
    """The id of a trainee in somebody's scopes; None for all others."""
    found = select(people.c.id).where(people.c.public_id == public, reach(staff))
    return (await session.execute(found)).scalar_one_or_none()


async def count_entries(
    session: AsyncSession, staff: Sequence[Person], now: datetime
) -> dict[int, Counts]:
    """How long the lists of several of the staff are; one statement."""
    counted = [
        select(
            literal(person.id, Integer).label("of"),
            literal_column(f"'{which}'", String).label("which"),
            func.count().label("n"),
        ).select_from(_listed(person, which, now).subquery())
        for person in staff
        for which in List
    ]
    found = {person.id: dict.fromkeys(List, 0) for person in staff}
    for of, which, n in await session.execute(union_all(*counted)):
        found[of][List(which)] = n
    return {of: Counts(*counts.values()) for of, counts in found.items()}
