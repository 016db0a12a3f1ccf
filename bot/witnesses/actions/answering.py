"""The witness's side: opening the link, and answering once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.statements import add_statement, erase_statement
from bot.evidence.rules.pieces import Piece
from bot.evidence.rules.pieces import State as PieceState
from bot.evidence.store.pieces import PieceGone, load_piece_by_id
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.web.tokens import (
    TokenFault,
    TokenRefused,
    find_token,
    look_up,
    use_token,
    what_is_wrong,
)
from bot.people.rules import Person, is_quiet
from bot.people.store import load_person
from bot.witnesses import screens, store
from bot.witnesses.actions.asking import PURPOSE, deed
from bot.witnesses.rules.answers import BECOMES, Answer, Verdict, digest_of_answer
from bot.witnesses.rules.requests import Request, State


@dataclass(frozen=True, slots=True)
class Asking:
    """What a witness has before them, and who asks."""

    request: Request
    trainee: Person
    piece: Piece


async def open_link(session: AsyncSession, token: str, now: datetime, *, looked_at: bool) -> Asking:
    """What a link asks. `looked_at`: somebody sees the page. Raises TokenRefused."""
    found = await find_token(session, PURPOSE, token, now)
    asking = await _asking(session, found.subject)
    if looked_at:
        await store.mark_opened(session, asking.request, now)
    return asking


async def _asking(session: AsyncSession, public: str) -> Asking:
    try:
        request = await store.load(session, public)
        piece = await load_piece_by_id(session, request.piece_id)
    except (store.RequestGone, PieceGone):
        raise TokenRefused(TokenFault.UNKNOWN) from None
    if request.state is not State.OPEN or piece.state is PieceState.WITHDRAWN:
        raise TokenRefused(TokenFault.REVOKED)
    return Asking(request, await load_person(session, request.person_id), piece)


async def answer(
    session: AsyncSession, token: str, given: Answer, language: str, now: datetime
) -> None:
    """What the witness says is kept for good and the trainee told; a link answers once.

    Raises TokenRefused.
    """
    used = await use_token(session, PURPOSE, token, now)
    asking = await _asking(session, used.subject)
    values = {"state": str(BECOMES[given.verdict]), "answered_at": now, "answered_in": language}
    request = await store.change(session, asking.request, State.OPEN, **values)
    if request is None:
        raise TokenRefused(TokenFault.USED)
    answered = replace(asking, request=request)
    digest = digest_of_answer(request.digest, given)
    entry, number = await _keep(session, answered, given, digest, now)
    await store.save_answer(session, request, given, entry, digest)
    await _tell(session, answered, given, number, now)
    record(session, deed(Action.WITNESS_ANSWERED, request, now, None, digest))


async def _keep(
    session: AsyncSession, asking: Asking, given: Answer, digest: str, now: datetime
) -> tuple[int | None, int | None]:
    """A statement becomes a part of the piece; that somebody declined does not."""
    if given.verdict is Verdict.DECLINE:
        return None, None
    trainee = asking.trainee
    words = Words(trainee.language)
    said = screens.statement(words, asking.request, given, digest, trainee.zone)
    return await add_statement(session, asking.piece, said, now)


async def _tell(
    session: AsyncSession, asking: Asking, given: Answer, number: int | None, now: datetime
) -> None:
    to = asking.trainee
    await outbox.queue(
        session,
        Recipient(to.id, to.telegram_id),
        screens.answered_notice(Words(to.language), asking.request, asking.piece, given, number),
        dedupe_key=key_of_notice(asking.request),
        purpose="witnesses.answered",
        now=now,
        urgency=Urgency.ANSWER,
        twice_is_harmless=True,
        silent=is_quiet(now, to.zone, to.quiet_from, to.quiet_to),
    )


def key_of_notice(request: Request) -> str:
    """By what the message is found that told the trainee of an answer."""
    return f"witnesses.answered.{request.id}"


async def find_answered(session: AsyncSession, token: str, now: datetime) -> str | None:
    """The number of an answer that was given through this link; None while it is open.

    Raises TokenRefused for a link of another kind.
    """
    found = await look_up(session, PURPOSE, token)
    fault = what_is_wrong(found, now)
    if found is None or fault not in (TokenFault.USED, None):
        raise TokenRefused(fault or TokenFault.UNKNOWN)
    return found.subject if fault is TokenFault.USED else None


class NoSuchAnswer(LookupError):
    """No answer has that number."""


async def erase_witness(session: AsyncSession, public: str, now: datetime) -> None:
    """What a witness gave goes, on their wish; that there was an answer stays.

    Raises NoSuchAnswer.
    """
    try:
        request = await store.load(session, public)
    except store.RequestGone:
        raise NoSuchAnswer(public) from None
    if request.answered_at is None:
        raise NoSuchAnswer(public)
    trainee = await load_person(session, request.person_id)
    entry = await store.find_entry(session, request)
    if entry is not None:
        await erase_statement(session, entry, screens.erased(Words(trainee.language)))
    await store.erase_witness(session, request, now)
    await outbox.delete_notice(session, key_of_notice(request))
    record(session, deed(Action.WITNESS_ERASED, request, now, None))
