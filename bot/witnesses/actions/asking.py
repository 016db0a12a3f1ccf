"""The trainee's side: an account, a link to pass on, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.events import EvidenceWithdrawn
from bot.evidence.actions.opening import load_draft, load_own
from bot.evidence.rules.pieces import CONFIRMED_BY_OTHERS, Piece
from bot.evidence.store.pieces import load_piece_by_id
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.settings import Settings
from bot.kit.web.links import PagesMissing, link_to
from bot.kit.web.tokens import make_token, revoke
from bot.people.rules import Person
from bot.witnesses import store
from bot.witnesses.addresses import OpenRequest, WriteAccount
from bot.witnesses.rules.requests import (
    LIFETIME,
    LONGEST_ACCOUNT,
    MOST_OPEN,
    SHORTEST_ACCOUNT,
    AccountFault,
    Request,
    State,
    cleaned,
    digest_of_account,
    what_is_wrong_with,
)

PURPOSE: Final = "witness"


class AccountTooLong(Refusal):
    """An account has at most {n} characters, and this one has {length}."""

    words = "witnesses.account_too_long"


class AccountTooShort(Refusal):
    """It does not say yet what happened; at least {n} characters."""

    words = "witnesses.account_too_short"


class TooManyOpen(Refusal):
    """{n} links of this piece wait for an answer already."""

    words = "witnesses.too_many_open"


class NotForWitnesses(Refusal):
    """A piece of another kind asks nobody."""

    words = "witnesses.not_for_witnesses"


async def find_requests(
    session: AsyncSession, person: Person, public: str, settings: Settings
) -> tuple[Piece, Sequence[Request]]:
    """Links of one's own piece, the newest first.

    Raises PagesMissing, NotForWitnesses, ScreenOutdated.
    """
    piece = await load_own(session, person, public)
    back = places.OpenPieceOfEvidence(public)
    if settings.public_url is None:
        raise PagesMissing(instead=back)
    if piece.kind not in CONFIRMED_BY_OTHERS:
        raise NotForWitnesses(instead=back)
    return piece, await store.find_of_piece(session, piece.id)


async def may_ask(session: AsyncSession, person: Person, public: str, now: datetime) -> Piece:
    """The draft a witness can be asked about. Raises HandedIn, NotForWitnesses, TooManyOpen."""
    draft = await load_draft(session, person, public)
    back = places.OpenPieceOfEvidence(public)
    if draft.kind not in CONFIRMED_BY_OTHERS:
        raise NotForWitnesses(instead=back)
    if not draft.outcome:
        raise ScreenOutdated(instead=back)
    if await store.count_open(session, draft.id, now) >= MOST_OPEN:
        raise TooManyOpen(instead=places.AskWitness(public), n=MOST_OPEN)
    return draft


async def write_account(
    session: AsyncSession, person: Person, public: str, written: str, now: datetime
) -> Request:
    """What the witness is to confirm, in the trainee's words; it takes the place of an earlier
    draft. Raises AccountTooLong, AccountTooShort, and what `may_ask` raises.
    """
    draft = await may_ask(session, person, public, now)
    account = cleaned(written)
    wrong = what_is_wrong_with(account)
    again = WriteAccount(public)
    if wrong is AccountFault.LONG:
        raise AccountTooLong(instead=again, n=LONGEST_ACCOUNT, length=len(account))
    if wrong is AccountFault.SHORT:
        raise AccountTooShort(instead=again, n=SHORTEST_ACCOUNT)
    digest = digest_of_account(account, draft.outcome, draft.tags)
    return await store.save_draft(session, draft, account, digest, now)


async def ask_again(session: AsyncSession, person: Person, public: str, now: datetime) -> Request:
    """The account of an earlier link as a draft for another. Raises as `write_account`."""
    earlier, piece = await load_request(session, person, public)
    return await write_account(session, person, piece.public_id, earlier.account, now)


async def load_request(session: AsyncSession, person: Person, public: str) -> tuple[Request, Piece]:
    """One's own, with its piece. Raises ScreenOutdated."""
    try:
        request = await store.load_own(session, person.id, public)
    except store.RequestGone:
        raise ScreenOutdated(instead=places.OpenEvidence()) from None
    return request, await load_piece_by_id(session, request.piece_id)


async def make_link(
    session: AsyncSession,
    person: Person,
    public: str,
    language: str,
    settings: Settings,
    now: datetime,
) -> tuple[Request, Piece, str | None]:
    """The link to pass on, which is kept nowhere: None where it was made before.

    Raises as `may_ask`, and PagesMissing.
    """
    request, piece = await load_request(session, person, public)
    if language not in LANGUAGES:
        raise ScreenOutdated(instead=OpenRequest(public))
    if request.state is not State.DRAFT:
        return request, piece, None
    await may_ask(session, person, piece.public_id, now)
    if settings.public_url is None:
        raise PagesMissing(instead=places.OpenPieceOfEvidence(piece.public_id))
    expires_at = now + LIFETIME
    number, token = await make_token(
        session, PURPOSE, public, owner_id=person.id, expires_at=expires_at, now=now
    )
    values = {"language": language, "token_id": number, "sent_at": now, "expires_at": expires_at}
    opened = await store.change(session, request, State.DRAFT, state=str(State.OPEN), **values)
    if opened is None:
        raise ScreenOutdated(instead=OpenRequest(public))
    record(session, deed(Action.WITNESS_ASKED, opened, now, person.id, opened.digest))
    return opened, piece, link_to(settings, f"/witness/{token}", language)


def deed(
    action: Action, request: Request, now: datetime, actor: int | None, digest: str = ""
) -> Deed:
    thing = Reference("witnesses_request", str(request.id))
    return Deed(action, now, thing, actor, request.person_id, digest)


async def take_link_back(
    session: AsyncSession, person: Person, public: str, now: datetime
) -> tuple[Request, Piece]:
    """The link opens nothing any more; answered or taken back already, nothing happens."""
    request, piece = await load_request(session, person, public)
    return await _take_back(session, request, person.id, now), piece


async def _take_back(session: AsyncSession, request: Request, actor: int, now: datetime) -> Request:
    revoked = await store.change(session, request, State.OPEN, state=str(State.REVOKED))
    if revoked is None:
        return request
    if request.token_id is not None:
        await revoke(session, request.token_id, now)
    record(session, deed(Action.WITNESS_LINK_REVOKED, request, now, actor))
    return revoked


async def on_withdrawn(session: AsyncSession, event: EvidenceWithdrawn) -> None:
    """With the piece its links go."""
    for request in await store.find_open_of_piece(session, event.piece, event.person_id):
        await _take_back(session, request, event.person_id, event.at)
