"""Ready-made answers: kept from an answer, filled for a question, sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.text import plain, text
from bot.people.rules import Grant, Person
from bot.tutoring.actions.contexts import in_language
from bot.tutoring.actions.opening import open_held
from bot.tutoring.actions.refusals import CannedNameUnfit, CannedTooLong, CannedWithoutText
from bot.tutoring.actions.writing import write_answer
from bot.tutoring.addresses import EditCanned, KeepCanned, UseCanned, WriteCanned
from bot.tutoring.rules.canned import LONGEST, LONGEST_NAME, Canned, filled, with_fields
from bot.tutoring.rules.thread import About, Entry, Thread, Written
from bot.tutoring.rules.waiting import ANSWERING
from bot.tutoring.store import canned as store


@dataclass(frozen=True, slots=True)
class Preview:
    """A ready-made answer as it would go out."""

    thread: Thread
    canned: Canned
    text: str


def _values(thread: Thread, tutor: Person) -> Mapping[str, str]:
    """What stands for the fields, in the asker's language."""
    context, language = thread.question.context, thread.question.language
    lesson = in_language(context, language).title if context.about is About.CARD else ""
    return {"name": thread.asker.name, "tutor": tutor.name, "lesson": lesson}


async def preview(
    session: AsyncSession, tutor: Person, public: str, text_id: int, now: datetime
) -> Preview:
    """Filled for a question that they have. Raises NotYours, ScreenOutdated."""
    thread = await open_held(session, tutor, public, now)
    found = await store.load_canned(session, tutor, text_id)
    if found is None:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    values = dict(_values(thread, tutor))
    values["lesson"] = values["lesson"] or Words(found.language)("tutoring.canned.a_lesson")
    return Preview(thread, found, filled(found.text, values))


async def send(
    session: AsyncSession, tutor: Person, public: str, text_id: int, version: int, now: datetime
) -> Thread:
    """What was previewed goes out, once: by then the question has a newer version.

    Raises NotYours, ScreenOutdated.
    """
    seen = await preview(session, tutor, public, text_id, now)
    if seen.thread.question.version != version:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    return await write_answer(session, tutor, public, Written(text(seen.text)), now)


async def begin_keeping(
    session: AsyncSession, tutor: Person, public: str, entry: int, now: datetime
) -> tuple[Thread, str]:
    """An answer of theirs, with fields in it.

    Raises CannedTooLong, NotYours, ScreenOutdated.
    """
    thread = await open_held(session, tutor, public, now)
    found = next((one for one in thread.entries if one.id == entry), None)
    if found is None or found.author_id != tutor.id or not found.text:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    return thread, _with_fields(thread, tutor, found)


def _with_fields(thread: Thread, tutor: Person, entry: Entry) -> str:
    written = with_fields(plain(entry.text).strip(), _values(thread, tutor))
    if len(written) > LONGEST:
        public = thread.question.public_id
        raise CannedTooLong(instead=places.OpenQuestion(public), most=LONGEST)
    return written


async def keep(
    session: AsyncSession, tutor: Person, public: str, entry: int, name: str, now: datetime
) -> Preview:
    """Under a name; of the same name in another language it is one answer in two languages.

    Raises CannedNameUnfit and what `begin_keeping` does.
    """
    thread, written = await begin_keeping(session, tutor, public, entry, now)
    name = " ".join(name.split())
    if not 2 <= len(name) <= LONGEST_NAME:
        raise CannedNameUnfit(instead=KeepCanned(public, entry), most=LONGEST_NAME)
    language = thread.question.language
    number = await store.save_canned(session, tutor, name, language, written, now)
    return await preview(session, tutor, public, number, now)


async def write(
    session: AsyncSession, tutor: Person, public: str, written: str, now: datetime
) -> Preview:
    """One of their own, in the language of the question: its name, and under it the answer.

    A name that they have already gets this text in that language. Raises CannedNameUnfit,
    CannedTooLong, CannedWithoutText, NotYours, ScreenOutdated.
    """
    thread = await open_held(session, tutor, public, now)
    named, _, answer = written.strip().partition("\n")
    back = WriteCanned(public)
    name = " ".join(named.split())
    if not answer.strip():
        raise CannedWithoutText(instead=back)
    if not 2 <= len(name) <= LONGEST_NAME:
        raise CannedNameUnfit(instead=back, most=LONGEST_NAME)
    text_ = _short(answer, back)
    language = thread.question.language
    number = await store.save_canned(session, tutor, name, language, text_, now)
    return await preview(session, tutor, public, number, now)


async def change(
    session: AsyncSession, tutor: Person, public: str, text_id: int, written: str, now: datetime
) -> Preview:
    """Another text for one of their own; the same name, the same language.

    Raises CannedTooLong, CannedWithoutText, NotYours, ScreenOutdated.
    """
    found = await load_own(session, tutor, public, text_id, now)
    back = EditCanned(public, text_id)
    if not written.strip():
        raise CannedWithoutText(instead=back)
    number = await store.save_canned(
        session, tutor, found.canned.name, found.canned.language, _short(written, back), now
    )
    return await preview(session, tutor, public, number, now)


def _short(written: str, back: Address) -> str:
    answer = written.strip()
    if len(answer) > LONGEST:
        raise CannedTooLong(instead=back, most=LONGEST)
    return answer


async def load_own(
    session: AsyncSession, tutor: Person, public: str, text_id: int, now: datetime
) -> Preview:
    """One that they wrote. Raises NotYours, ScreenOutdated."""
    seen = await preview(session, tutor, public, text_id, now)
    if seen.canned.owner_id != tutor.id:
        raise ScreenOutdated(instead=UseCanned(public, text_id))
    return seen


async def share(
    session: AsyncSession, tutor: Person, public: str, text_id: int, *, shared: bool, now: datetime
) -> Preview:
    """Their own one with all who answer in their own widest scope, or with nobody any more.

    Raises NotYours, ScreenOutdated.
    """
    seen = await preview(session, tutor, public, text_id, now)
    own = seen.canned.owner_id == tutor.id
    if own:
        with_ = _widest(tutor) if shared else None
        await store.share(session, tutor, seen.canned.canned_id, with_)
        return replace(seen, canned=replace(seen.canned, is_shared=with_ is not None))
    return seen


def _widest(tutor: Person) -> Grant | None:
    order = ["programme", "country", "cohort"]
    scopes = [grant for grant in tutor.grants if grant.role in ANSWERING]
    return min(scopes, key=lambda one: (order.index(one.scope_kind), one.scope or ""), default=None)


async def drop(
    session: AsyncSession, tutor: Person, public: str, text_id: int, now: datetime
) -> Thread:
    """Their own one goes in all languages; gone already, nothing happens.

    Raises NotYours, ScreenOutdated.
    """
    found = await store.load_canned(session, tutor, text_id)
    if found is not None:
        await store.delete_canned(session, tutor, found.canned_id)
    return await open_held(session, tutor, public, now)
