"""What a question is about, in words: taken from the curriculum when it is flagged."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import About, Context, Side, Thread

EXCERPT: Final = 100
NOTHING: Final = Context()


def resolve_context(about: str, reference: str, language: str) -> Context:
    """The card or item that was flagged, in that language; of evidence its public id alone.

    Raises ScreenOutdated, which leads to a question about nothing in particular, for what is gone.
    """
    try:
        context = Context(About(about), reference)
    except ValueError:
        raise ScreenOutdated(instead=places.AskTutor()) from None
    if context.about is About.NONE:
        return NOTHING
    if context.about is About.EVIDENCE and reference:
        return context
    found = in_language(context, language)
    if found is context:
        raise ScreenOutdated(instead=places.AskTutor())
    return found


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
