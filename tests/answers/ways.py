"""Answers as values, and ways on phones that several tests go."""

from __future__ import annotations

from typing import Any

from bot.answers.rules.published import Answer, State, Worded
from tests.people import Phone
from tests.tutoring.test_journey import answers, asks


def draft(written: str, *, question: str = "may I?", language: str = "en", **values: Any) -> Answer:
    """One that waits in one language."""
    worded = Worded(language, question, written)
    plain: dict[str, Any] = {
        "id": 1,
        "public_id": "abcdefghij",
        "author_id": 2,
        "asker_id": 1,
        "state": State.DRAFT,
        "topic": "",
        "country": None,
        "language": language,
        "cleared": frozenset(),
        "version": 1,
        "published_at": None,
        "valid_as_of": None,
        "review_by": None,
        "waiting": {language: worded},
    }
    return Answer(**{**plain, **values})


async def begins(
    amina: Phone,
    greta: Phone,
    asked: str = "May zebras cross?",
    said: str = "Yes, they may, with care.",
) -> None:
    """Asked, answered, and a draft begun of the answer."""
    await asks(amina, asked)
    await answers(greta, said)
    await greta.presses("Open question")
    await greta.presses("Whole conversation")
    await greta.presses("Publish an answer")


async def publishes(greta: Phone) -> None:
    """From the draft on, once no name is left to decide."""
    await greta.presses("Topic")
    await greta.presses("European")
    await greta.presses("Publish …")
    await greta.presses("Yes, publish it")
