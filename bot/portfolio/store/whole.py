"""A portfolio with what other rooms know of it: what witnesses and assessors said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.tables import PieceRow
from bot.judging.rules.rounds import Stage, State
from bot.judging.rules.verdicts import unpacked
from bot.judging.tables import AssignmentRow, RoundRow, VerdictRow
from bot.kit.db import table_of
from bot.people.rules import Person
from bot.people.store import people
from bot.portfolio.rules.exports import Scope
from bot.portfolio.rules.portfolio import Judged, Portfolio, Result, Witnessed
from bot.portfolio.store import gathering
from bot.witnesses.rules.requests import State as Asked
from bot.witnesses.tables import RequestRow

_requests = table_of(RequestRow)
_pieces = table_of(PieceRow)
_rounds = table_of(RoundRow)
_assignments = table_of(AssignmentRow)
_verdicts = table_of(VerdictRow)
_ANSWERED = (str(Asked.CONFIRMED), str(Asked.CORRECTED))


async def load_portfolio(
    session: AsyncSession, person: Person, scope: Scope, now: datetime
) -> Portfolio:
    """Whosever it is: who may see it is decided elsewhere."""
    gathered = await gathering.load_portfolio(session, person, scope, now)
    witnesses = await _find_witnesses(session, person.id)
    pieces = tuple(
        replace(piece, witnesses=tuple(witnesses.get(piece.public_id, ())))
        for piece in gathered.pieces
    )
    results = await _find_results(session, person.id)
    judged = await _find_judged(session, person.id)
    return replace(gathered, pieces=pieces, judged=tuple(judged), results=tuple(results))


async def _find_witnesses(session: AsyncSession, person_id: int) -> dict[str, list[Witnessed]]:
    """By the public ids of pieces. What a witness wished to be erased is empty, and left out."""
    found = (
        select(_requests, _pieces.c.public_id.label("piece"))
        .join_from(_requests, _pieces, _pieces.c.id == _requests.c.piece_id)
        .where(
            _requests.c.person_id == person_id,
            _requests.c.state.in_(_ANSWERED),
            _requests.c.erased_at.is_(None),
            _requests.c.answered_at.is_not(None),
        )
        .order_by(_requests.c.id)
    )
    held: dict[str, list[Witnessed]] = {}
    for row in await session.execute(found):
        said = Witnessed(
            row.state, row.name, row.role, row.organisation, row.relation,
            row.account, row.words, row.answered_at,
        )  # fmt: skip
        held.setdefault(row.piece, []).append(said)
    return held


async def _find_results(session: AsyncSession, person_id: int) -> list[Result]:
    """What holds after each round that has been judged."""
    found = select(_rounds).where(
        _rounds.c.person_id == person_id, _rounds.c.state == str(State.JUDGED)
    )
    return [
        Result(row.outcome, row.number, criterion, str(mark), row.settled_at)
        for row in await session.execute(found.order_by(_rounds.c.id))
        for criterion, mark in unpacked(row.result).items()
    ]


async def _find_judged(session: AsyncSession, person_id: int) -> list[Judged]:
    """All that was signed in those rounds."""
    found = (
        select(
            _rounds.c.outcome,
            _rounds.c.number,
            _verdicts.c.criterion,
            _verdicts.c.mark,
            _verdicts.c.comment,
            people.c.name,
            _assignments.c.signed_at,
        )
        .select_from(
            _rounds.join(_assignments, _assignments.c.round_id == _rounds.c.id)
            .join(_verdicts, _verdicts.c.assignment_id == _assignments.c.id)
            .outerjoin(people, people.c.id == _assignments.c.assessor_id)
        )
        .where(
            _rounds.c.person_id == person_id,
            _rounds.c.state == str(State.JUDGED),
            _assignments.c.stage == str(Stage.SIGNED),
            _verdicts.c.mark != "",
        )
        .order_by(_rounds.c.id, _assignments.c.place, _verdicts.c.criterion)
    )
    return [
        Judged(
            row.outcome,
            row.number,
            row.criterion,
            row.mark,
            row.comment,
            row.name or "",
            row.signed_at,
        )
        for row in await session.execute(found)
    ]
