"""What a question is about, in words: taken from the curriculum when it is flagged."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.store import pieces as evidence
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import About, Context, Side, Thread

EXCERPT: Final = 100
NOTHING: Final = Context()


async def resolve_context(
    session: AsyncSession, person: Person, about: str, reference: str
) -> Context:
    """The card, item or own piece of evidence that was flagged, in the person's language.

    Raises ScreenOutdated, which leads to a question about nothing in particular, for what is gone.
    """
    try:
        context = Context(About(about), reference)
    except ValueError:
        raise ScreenOutdated(instead=places.AskTutor()) from None
    if context.about is About.NONE:
        return NOTHING
    found = in_language(context, person.language)
    if context.about is About.EVIDENCE:
        found = await _piece(session, person, context)
    if found is context:
        raise ScreenOutdated(instead=places.AskTutor())
    return found


async def _piece(session: AsyncSession, person: Person, context: Context) -> Context:
    """Nothing but its id, its kind and its outcome's number leaves the portfolio."""
    try:
        piece = await evidence.load_piece(session, person.id, context.reference)
    except evidence.PieceGone:
        return context
    return replace(context, title=str(piece.kind or ""), excerpt=piece.outcome or "")


def in_language(context: Context, language: str) -> Context:
    """The same with the words of another language; what the content has no more stays as it was."""
    if context.about is About.CARD:
        return _card(context, language)
    if context.about is About.ITEM:
        item = current_curriculum().items.get(context.reference)
        if item is not None:
            asked = item.question.text(language).text
            return replace(context, title=excerpt(asked, EXCERPT), excerpt="")
    return context


def seen_by(thread: Thread, viewer: Person) -> Thread:
    """A tutor reads what a question is about in their own language."""
    if thread.side is Side.ASKER:
        return thread
    context = in_language(thread.question.context, viewer.language)
    return replace(thread, question=replace(thread.question, context=context))


def _card(context: Context, language: str) -> Context:
    lesson_id, _, card_id = context.reference.rpartition(".")
    lesson = current_curriculum().lessons.get(lesson_id)
    card = next((c for c in lesson.cards if c.id == card_id), None) if lesson else None
    if lesson is None or card is None:
        return context
    title = f"{lesson.title.text(language).text} · {card.heading.text(language).text}"
    body = card.body.text(language).text if card.body else ""
    return replace(context, title=title, excerpt=excerpt(body, EXCERPT))
