"""Printing beside the chat, and objects of editions that nobody is offered any more."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from bot.booklets import store
from bot.booklets.actions import keep_printed, load_edition, offer_of, tell_failed, tell_ready
from bot.booklets.editions import print_edition
from bot.booklets.rules import Edition, Printed
from bot.curriculum.current import current_curriculum
from bot.kit.files.failures import ObjectMissing, StoreUnreachable
from bot.kit.pictures import PictureFailed
from bot.kit.printing import pages_of
from bot.kit.refusals import Refusal
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.people.store import load_person

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

LARGEST: Final = 20 * 1024 * 1024
log = logging.getLogger(__name__)


async def print_booklet(services: Services, task: Due) -> None:
    """Print what somebody waits for, unless it is there by now, and tell them."""
    async with services.database.reading() as session:
        person = await load_person(session, task.payload["person"])
        try:
            edition = load_edition(person, task.payload["work"])
        except Refusal:
            return  # the work or the role is gone since
        printed = await store.find_printed(session, edition.digest)
    now, asked = services.clock.now(), task.payload["asked"]
    try:
        printed = printed or await _print(services, edition)
    except PictureFailed:
        log.exception("the booklet %s (%s) cannot be printed", edition.work.id, edition.language)
    except (StoreUnreachable, ObjectMissing) as failed:
        if not task.last_try:
            raise TryLater(str(failed)) from failed
        log.warning("the booklet %s cannot be stored: %s", edition.work.id, failed)
    async with services.database.transaction() as session:
        if printed is None:
            await tell_failed(session, person, edition, asked, now)
            return
        await keep_printed(session, edition, printed, now)
        await tell_ready(session, person, offer_of(edition, printed, now), asked, now)


async def _print(services: Services, edition: Edition) -> Printed:
    """Whoever prints the same at the same time stores the same: the key is made of its digest."""
    pdf = await print_edition(current_curriculum(), edition)
    stored = await services.objects.put_stream(key_of(edition), _whole(pdf), LARGEST)
    return Printed(edition.digest, stored.key, pages_of(pdf), stored.size)


def key_of(edition: Edition) -> str:
    """Of its object in the store."""
    return f"booklets/{edition.digest[:2]}/{edition.digest}"


async def _whole(pdf: bytes) -> AsyncIterator[bytes]:
    yield pdf


async def discard_booklet(services: Services, task: Due) -> None:
    """Unless it has come into use again, as when content is taken back."""
    key = task.payload["key"]
    async with services.database.reading() as session:
        if await store.is_kept(session, key):
            return
    try:
        await services.objects.delete(key)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed
