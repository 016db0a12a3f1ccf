"""Answers that were given before, offered before a question is sent.

Which there are, an upper slice knows: `listeners` hands the look-up down.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.text import lines, plain
from bot.people.rules import Person
from bot.tutoring.rules.thread import Fitting, Question, Thread

Finder = Callable[[AsyncSession, Person, Question, str], Awaitable[Sequence[Fitting]]]
_finders: list[Finder] = []


def forget_finders() -> None:
    """Before an application is put together anew in the same process."""
    _finders.clear()


def suggest_from(finder: Finder) -> None:
    """Called by `listeners` alone. It is given an unsent question, and what is written of it."""
    _finders.append(finder)


async def find_fitting(session: AsyncSession, thread: Thread) -> Thread:
    """The unsent question with the answers that may fit it; a question of files alone has none."""
    written = plain(lines(*(entry.text for entry in thread.entries)))
    if not written.strip():
        return thread
    fitting = [
        one
        for finder in _finders
        for one in await finder(session, thread.asker, thread.question, written)
    ]
    return replace(thread, fitting=tuple(fitting))
