"""Beginning a piece and putting files, texts and links into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.actions.opening import load_draft, opened
from bot.evidence.actions.refusals import HeldBack, LinkNotTaken, TooMany
from bot.evidence.rules.entries import Entry, EntryState, Form, Why, form_of, is_too_large, unlinked
from bot.evidence.rules.pieces import MOST_ENTRIES, Kind, Opened, Piece, State, retagged
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces as store
from bot.kit.files.keys import new_key
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import Text
from bot.people.rules import Person


async def begin_piece(
    session: AsyncSession, person: Person, public: str, outcome: str, kind: Kind, now: datetime
) -> Opened:
    """A new draft for an outcome, or the named draft gets its outcome and kind.

    A draft in which nothing was put yet is taken up again, so that a second press makes no second
    one. Raises HandedIn, ScreenOutdated.
    """
    if outcome not in current_curriculum().outcomes:
        raise ScreenOutdated(instead=places.AddEvidence())
    if public:
        draft = await load_draft(session, person, public)
    else:
        empty = await store.find_empty_draft(session, person.id)
        draft = empty or await store.add_piece(session, person.id, outcome, kind, now)
    return await opened(session, await _placed(session, draft, outcome, kind, now))


async def _placed(
    session: AsyncSession, draft: Piece, outcome: str, kind: Kind, now: datetime
) -> Piece:
    placed = await store.change_piece(
        session,
        draft,
        State.DRAFT,
        outcome=outcome,
        kind=str(kind),
        tags=" ".join(retagged(draft.tags, draft.outcome, outcome)),
        changed_at=now,
    )
    if placed is None:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(draft.public_id))
    return placed


async def start_from_text(
    session: AsyncSession,
    person: Person,
    outcome: str,
    kind: Kind | None,
    text: Text,
    *,
    now: datetime,
    message_id: int | None = None,
) -> Piece:
    """A new draft that holds these words; `outcome` empty and `kind` None are asked for later."""
    draft = await store.add_piece(session, person.id, outcome, kind, now)
    await _keep_words(session, draft, text, form_of(text) or Form.TEXT, message_id, now)
    return draft


async def keep_draft(session: AsyncSession, person: Person, text: Text, now: datetime) -> Piece:
    """A text that belonged nowhere becomes evidence; pressed twice it stands there once.

    Raises ScreenOutdated where nothing was kept.
    """
    if not text:
        raise ScreenOutdated(instead=places.AddEvidence())
    for piece in await store.find_pieces(session, person.id, limit=1):
        entries = await entry_store.find_entries(session, piece.id)
        if piece.is_draft and [entry.text for entry in entries] == [unlinked(text)]:
            return piece
    return await start_from_text(session, person, "", None, text, now=now)


async def keep_files(
    session: AsyncSession,
    person: Person,
    files: Sequence[Received],
    limit_mb: int,
    now: datetime,
) -> Piece:
    """Files that belonged nowhere begin to arrive in a new draft; pressed again, those that have
    come since join the others.
    """
    newest = await store.find_pieces(session, person.id, limit=1)
    draft = newest[0] if newest and newest[0].is_draft else None
    held = await entry_store.find_entries(session, draft.id) if draft else ()
    there = {entry.file_id for entry in held}
    if draft is None or there.isdisjoint(one.upload.file_id for one in files if one.upload):
        draft = await store.add_piece(session, person.id, "", None, now)
    for one in files:
        if one.upload is not None and one.upload.file_id not in there:
            await _receive_file(session, draft, one, one.upload, limit_mb, now)
    await store.touch_piece(session, draft.id, now)
    return draft


async def add_to(session: AsyncSession, person: Person, public: str, now: datetime) -> Opened:
    """Open for more; what was refused earlier has been read about. Raises HandedIn."""
    draft = await load_draft(session, person, public)
    await entry_store.clear_refused(session, draft.id, now)
    return await opened(session, draft)


async def receive(
    session: AsyncSession,
    person: Person,
    public: str,
    message: Received,
    limit_mb: int,
    now: datetime,
) -> Opened:
    """A message for a draft: a file begins to arrive, a text or a link is kept at once.

    Raises HandedIn, TooMany, LinkNotTaken, ScreenOutdated.
    """
    draft = await load_draft(session, person, public)
    held = await entry_store.find_entries(session, draft.id)
    if sum(entry.state is not EntryState.REFUSED for entry in held) >= MOST_ENTRIES:
        raise TooMany(instead=places.OpenPieceOfEvidence(public), n=MOST_ENTRIES)
    if message.upload is not None:
        await _receive_file(session, draft, message, message.upload, limit_mb, now)
    else:
        form = form_of(message.text)
        if form is None:
            raise _link_not_taken(public)
        await _keep_words(session, draft, message.text, form, message.message_id, now)
    await store.touch_piece(session, draft.id, now)
    return await opened(session, draft)


def _link_not_taken(public: str) -> LinkNotTaken:
    return LinkNotTaken(instead=places.OpenPieceOfEvidence(public))


async def _receive_file(
    session: AsyncSession,
    draft: Piece,
    message: Received,
    upload: Upload,
    limit_mb: int,
    now: datetime,
) -> None:
    """The row, with the key of the object to come, and the task that fetches it."""
    announced: dict[str, Any] = {
        "message_id": message.message_id,
        "caption": message.words,
        "media_kind": upload.kind,
        "file_id": upload.file_id,
        "name": upload.name,
        "claimed_size": upload.size,
    }
    of = (session, draft.id, draft.person_id, Form.FILE, now)
    if is_too_large(upload.size, limit_mb):
        refused = {"state": str(EntryState.REFUSED), "reason": str(Why.TOO_LARGE)}
        await entry_store.add_entry(*of, **announced, **refused)
        return
    entry = await entry_store.add_entry(*of, **announced, key=new_key("evidence"))
    key = f"evidence.fetch.{entry}"
    await queue_task(session, "evidence.fetch", {"entry": entry}, dedupe_key=key, run_after=now)


async def _keep_words(
    session: AsyncSession,
    draft: Piece,
    words: Text,
    form: Form,
    message_id: int | None,
    now: datetime,
) -> None:
    await entry_store.open_numbers(session, draft.person_id)
    entry = await entry_store.add_entry(
        session,
        draft.id,
        draft.person_id,
        form,
        now,
        state=str(EntryState.STORED),
        stored_at=now,
        number=await entry_store.next_number(session, draft.person_id),
        message_id=message_id,
    )
    await entry_store.add_wording(session, entry, 1, unlinked(words), now)


async def edit_sent(
    session: AsyncSession, person: Person, public: str, message: Received, now: datetime
) -> Opened:
    """A message in a draft was edited: its text gets a further wording, its file a new caption.

    Raises HandedIn, HeldBack, LinkNotTaken, ScreenOutdated.
    """
    piece = await load_draft(session, person, public)
    held = await entry_store.find_entries(session, piece.id)
    entry = next((one for one in held if one.message_id == message.message_id), None)
    if entry is None:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    if entry.state in (EntryState.WITHHELD, EntryState.PURGED):
        raise HeldBack(instead=places.OpenPieceOfEvidence(public))
    if entry.form is Form.FILE:
        await entry_store.save_caption(session, entry.id, message.words)
        return await opened(session, piece)
    if form_of(message.text) is None:
        raise _link_not_taken(public)
    words = unlinked(message.text)
    if words and words != entry.text:
        await entry_store.add_wording(session, entry.id, entry.wording + 1, words, now)
    return await opened(session, piece)


async def take_out(
    session: AsyncSession, person: Person, public: str, entry_id: int, now: datetime
) -> Opened:
    """An entry leaves the draft; handed-in versions keep it. A second press changes nothing.

    Raises HandedIn; ScreenOutdated for one of somebody else's or that is still arriving.
    """
    draft, entry = await _entry_of_draft(session, person, public, entry_id)
    if entry.state is EntryState.ARRIVING:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    await entry_store.take_out(session, entry.id, now)
    return await opened(session, draft)


async def put_back(session: AsyncSession, person: Person, public: str, entry_id: int) -> Opened:
    """An entry that was taken out is in the draft again. Raises HandedIn, ScreenOutdated."""
    draft, entry = await _entry_of_draft(session, person, public, entry_id)
    await entry_store.put_back(session, entry.id)
    return await opened(session, draft)


async def _entry_of_draft(
    session: AsyncSession, person: Person, public: str, entry_id: int
) -> tuple[Piece, Entry]:
    """One that is in the draft or was taken out of it."""
    draft = await load_draft(session, person, public)
    try:
        entry = await entry_store.load_entry(session, entry_id)
    except entry_store.EntryGone:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public)) from None
    if entry.piece_id != draft.id:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    return draft, entry
