"""Exports are made beside the chat; what is over goes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.curriculum.current import current_curriculum
from bot.kit.files.failures import ObjectMissing, StoreUnreachable
from bot.kit.i18n import Words
from bot.kit.pictures import PictureFailed
from bot.kit.services import Services
from bot.kit.tasks.worker import Due, TryLater
from bot.people.rules import Person
from bot.people.store import load_person
from bot.portfolio.actions.handing_over import tell_longer
from bot.portfolio.actions.making import expire, finish, give_up
from bot.portfolio.building import build_pdf, build_zip, names_of
from bot.portfolio.jobs.progress import Progress, Stopped
from bot.portfolio.rules.exports import (
    BESIDE_FILES,
    Export,
    Form,
    Made,
    State,
    Volume,
    largest_sent,
)
from bot.portfolio.rules.packing import Packing, plan
from bot.portfolio.rules.portfolio import Portfolio
from bot.portfolio.store import exports as store
from bot.portfolio.store.whole import load_portfolio

log = logging.getLogger(__name__)


async def make_export(services: Services, task: Due) -> None:
    """Make it under the keys that its rows name; after any interruption from the beginning."""
    async with services.database.reading() as session:
        export = await store.find_export(session, task.payload["export"])
        if export is None or export.state is not State.MAKING:
            return
        person = await load_person(session, export.person_id)
    progress = Progress(services, export, person)
    try:
        async with progress.shown():
            made = await _make(services, export, person, progress)
    except Stopped:
        log.info("export %s was stopped", export.public_id)
    except (StoreUnreachable, ObjectMissing) as failed:
        await _later(services, export, person, task, failed)
    except PictureFailed:
        log.exception("export %s cannot be printed", export.public_id)
        await _give_up(services, export, person)
    except Exception:
        if task.last_try:
            await _give_up(services, export, person)
        raise
    else:
        await _finish(services, export, person, made)
    await progress.end()


async def _make(services: Services, export: Export, person: Person, progress: Progress) -> Made:
    curriculum, words = current_curriculum(), Words(person.language)
    now, objects = services.clock.now(), services.objects
    async with services.database.reading() as session:
        portfolio = await load_portfolio(session, person, export.scope, now)
    packing = plan(portfolio, _largest(services, export, portfolio))
    volumes = await _reserve(services, export, packing, words)
    if export.form is Form.PDF:
        return await build_pdf(objects, curriculum, portfolio, volumes[0], words)
    progress.total = packing.total
    return await build_zip(objects, curriculum, packing, volumes, words, progress.note)


def _largest(services: Services, export: Export, portfolio: Portfolio) -> int | None:
    """How many bytes of files go into one ZIP: as many as can be sent, or all, behind a link."""
    if export.form is Form.PDF or services.settings.public_url is not None:
        return None
    largest = largest_sent(services.settings.upload_limit_mb) - BESIDE_FILES
    return largest if portfolio.size > largest else None


async def _reserve(
    services: Services, export: Export, packing: Packing, words: Words
) -> list[Volume]:
    """The keys are on record before there is anything under them; what an earlier try began is
    written over, and what it began too much of goes.
    """
    count = packing.volumes if export.form is Form.ZIP else 1
    names = names_of(words, packing.portfolio, export.form, count)
    async with services.database.transaction() as session:
        volumes = await store.reserve(session, export, names)
    await _delete(services, export, behind=count)
    for volume in volumes:
        await services.objects.clear_begun(volume.key)
    return volumes


async def _delete(services: Services, export: Export, behind: int = 0) -> None:
    """Objects and rows of an export, those with a higher number than that. Raises TryLater."""
    async with services.database.reading() as session:
        volumes = await store.find_volumes(session, export.id)
    for volume in volumes:
        if volume.number > behind:
            await services.objects.clear_begun(volume.key)
            await services.objects.delete(volume.key)
            async with services.database.transaction() as session:
                await store.forget_volume(session, volume.id)


async def _finish(services: Services, export: Export, person: Person, made: Made) -> None:
    async with services.database.transaction() as session:
        now = services.clock.now()
        done = await finish(session, services.settings, person, export, made, now)
    if not done:
        # Stopped, or its owner erased, while the last bytes were written.
        await _delete(services, export)
        for volume in made.volumes:
            await services.objects.delete(volume.key)


async def _later(
    services: Services, export: Export, person: Person, task: Due, failed: Exception
) -> None:
    """Raises TryLater, unless this was the last try."""
    if task.last_try:
        log.warning("export %s is given up: %s", export.public_id, failed)
        await _give_up(services, export, person)
        return
    async with services.database.transaction() as session:
        await tell_longer(session, person, export, services.clock.now())
    raise TryLater(str(failed)) from failed


async def _give_up(services: Services, export: Export, person: Person) -> None:
    async with services.database.transaction() as session:
        await give_up(session, person, export, services.clock.now())


async def discard_export(services: Services, task: Due) -> None:
    """The objects of an export that is over, stopped or given up. Raises TryLater."""
    async with services.database.reading() as session:
        export = await store.find_export(session, task.payload["export"])
    if export is None or export.state is State.MAKING:
        return
    try:
        await _delete(services, export)
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed
    async with services.database.transaction() as session:
        await expire(session, export, services.clock.now())


async def discard_object(services: Services, task: Due) -> None:
    """An object that another one has taken the place of. Raises TryLater."""
    try:
        await services.objects.delete(task.payload["key"])
    except StoreUnreachable as failed:
        raise TryLater(str(failed)) from failed


TASKS: Final[Mapping[str, Callable[[Services, Due], Awaitable[None]]]] = {
    "portfolio.discard": discard_export,
    "portfolio.make": make_export,
    "portfolio.replaced": discard_object,
}
