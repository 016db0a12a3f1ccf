"""What published answers hold about somebody.

What is published names nobody and stays, without whoever wrote it and without the link to whoever
had asked. What was not published yet goes with either of them.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select

from bot.answers.rules.published import State
from bot.answers.store.answers import answers, texts
from bot.answers.store.votes import votes
from bot.kit.personal.holdings import Erased, Eraser, Kept, Rows
from bot.people.store import NOBODY_ID

_IS_DRAFT: Final = answers.c.state == str(State.DRAFT)


def _drafts_by(of: Erased) -> Any:
    return _IS_DRAFT & (answers.c.author_id == of.person_id)


def _drafts_about(of: Erased) -> Any:
    return _IS_DRAFT & (answers.c.asker_id == of.person_id)


def _texts_of(drafts: Any) -> Any:
    return texts.c.answer_id.in_(select(answers.c.id).where(drafts))


ERASER: Final = Eraser(
    "answers",
    rows=(
        Rows("votes", votes, lambda of: votes.c.person_id == of.person_id),
        Rows("texts_by_me", texts, lambda of: _texts_of(_drafts_by(of))),
        Rows("texts_about_me", texts, lambda of: _texts_of(_drafts_about(of)), shared=True),
        Rows("drafts_by_me", answers, _drafts_by),
        Rows("drafts_about_me", answers, _drafts_about, shared=True),
        Rows(
            "published_by_me",
            answers,
            lambda of: answers.c.author_id == of.person_id,
            become={"author_id": NOBODY_ID},
        ),
        Rows(
            "made_from_mine",
            answers,
            lambda of: answers.c.asker_id == of.person_id,
            become={"asker_id": None, "entry_id": None},
            shared=True,
        ),
    ),
    kept=(
        Kept("published_answers", "answers_answer"),
        Kept("published_by_you", "answers_text", staff=True),
    ),
    impersonal=("answers_search",),
)
