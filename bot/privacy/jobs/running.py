"""What happens to somebody's data beside the conversation: exports, erasures, retention."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.kit.files.failures import ObjectMissing, StoreUnreachable, TooLarge
from bot.kit.files.zipping import zip_to_object
from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.tasks.worker import Due, TryLater
from bot.kit.telegram.store import load_fact, save_fact
from bot.people.rules import Person
from bot.people.store import PersonGone, load_person
from bot.portfolio.rules.exports import largest_sent
from bot.privacy.actions import exporting, finishing, forgetting
from bot.privacy.actions.exporting import Made
from bot.privacy.archive import Archive
from bot.privacy.jobs import retention
from bot.privacy.jobs.erasure import Erasing
from bot.privacy.store import erasures
from bot.privacy.store.volumes import Volume

LARGEST: Final = 20 * 1000**3
LOOKED_ON: Final = "privacy.looked_on"
A_PAGE: Final = 20
PATIENT: Final = 3  # tries: nobody's data stays for long because Telegram is away
log = logging.getLogger(__name__)


async def erase(services: Services, task: Due) -> None:
    """Carry an erasure out; done again from its beginning after any interruption."""
    async with services.database.reading() as session:
        erasure = await erasures.find_erasure(session, task.payload["number"])
    if erasure is not None:
        await Erasing(services, erasure, patient=task.attempts < PATIENT).run()


async def forget_notice(services: Services, task: Due) -> None:
    """The last message to somebody who was erased goes from the outbox."""
    number, tries = task.payload["number"], task.payload["tries"]
    async with services.database.transaction() as session:
        await finishing.forget_notice(session, number, tries, services.clock.now())


async def export(services: Services, task: Due) -> None:
    """Make the ZIP and give it to whom it belongs."""
    key: str = task.payload["key"]
    person = await _person(services, task.payload["person"])
    if person is None:
        return
    whose, now = forgetting.whose(person), services.clock.now()
    words = Words(person.language)
    archive = Archive(services.database, services.objects, whose, words, person.zone, now)
    try:
        made = await _make(services, archive, person, key)
    except (ObjectMissing, StoreUnreachable, TooLarge) as failed:
        if not task.last_try:
            raise TryLater(str(failed)) from failed
        async with services.database.transaction() as session:
            await exporting.give_up(session, services.settings, person, key, now)
        return
    if made is not None:
        async with services.database.transaction() as session:
            await exporting.give(session, services.settings, person, made, now)


async def _make(services: Services, archive: Archive, person: Person, key: str) -> Made | None:
    """One ZIP where it can be sent or lie behind a link, else as many as it takes. None where it is
    wanted no more. Raises TooLarge where more was added meanwhile than fits.
    """
    objects, largest = services.objects, largest_sent(services.settings.upload_limit_mb)
    await objects.delete(key)  # of a try that was interrupted: else it were a file of theirs
    held = None if services.settings.public_url else await archive.volumes(largest)
    if held is None or len(held) == 1:
        stored = await zip_to_object(objects, key, archive.members(), LARGEST)
        return Made(key, stored.size)
    async with services.database.transaction() as session:
        now, count = services.clock.now(), len(held) - 1
        further = await exporting.reserve(session, person, key, count, now)
    if further is None:
        return None
    done: list[Volume] = []
    for one, files in zip(further, held[1:], strict=True):
        members = archive.of_volume(one.number, files)
        stored = await zip_to_object(objects, one.key, members, largest)
        done.append(replace(one, size=stored.size))
    first = await zip_to_object(objects, key, archive.of_volume(1, held[0]), largest)
    return Made(key, first.size, tuple(done))


async def _person(services: Services, person_id: int) -> Person | None:
    async with services.database.reading() as session:
        try:
            return await load_person(session, person_id)
        except PersonGone:
            return None


async def discard(services: Services, task: Due) -> None:
    """An object that nobody needs any more; gone already is well."""
    try:
        await services.objects.delete(task.payload["key"])
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed


async def look(services: Services, _task: Due) -> None:
    """What is over goes; who runs the programme is told what is next."""
    await retention.run(services)


async def tick(services: Services) -> None:
    """Once a day, also for an erasure that was set aside: it is tried again."""
    now = services.clock.now()
    today = now.date().isoformat()
    async with services.database.reading() as session:
        if await load_fact(session, LOOKED_ON) == today:
            return
    async with services.database.transaction() as session:
        for number in await erasures.find_unfinished(session, A_PAGE):
            await forgetting.queue_erasing(session, number, now)
        await retention.queue_look(session, now)
        await save_fact(session, LOOKED_ON, today)


TASKS: Final[Mapping[str, Callable[[Services, Due], Awaitable[None]]]] = {
    "privacy.discard": discard,
    "privacy.erase": erase,
    "privacy.export": export,
    "privacy.forget_notice": forget_notice,
    "privacy.look": look,
}
