"""What happens with time: closing at the deadline, computing how far judges agree, the report."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import PackedFile, Screen
from bot.kit.telegram.show import Blocked, NotSent, Uncertain, Unreachable
from bot.people.rules import MANAGERS, admits
from bot.people.store import load_person
from bot.standardisation.actions.reporting import Report, load_report
from bot.standardisation.actions.running import close, load_sheets, publish
from bot.standardisation.rules.agreement import measure
from bot.standardisation.rules.results import ratings_of
from bot.standardisation.screens.results import no_report_screen, report_screen
from bot.standardisation.store import exercises
from bot.standardisation.workbook import FILE, write_workbook

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

A_PAGE: Final = 200
WEST_OF_ALL: Final = timedelta(days=1)  # somewhere it may be tomorrow already
log = logging.getLogger(__name__)


async def tick(services: Services) -> None:
    """Close what is over; pages go on until nothing is left."""
    now = services.clock.now()
    async with services.database.reading() as session:
        found = await exercises.find_due(session, (now + WEST_OF_ALL).date(), A_PAGE)
    over = [one for one in found if one.deadline is not None and one.deadline.is_over(now)]
    for exercise in over:
        async with services.database.transaction() as session:
            await close(session, exercise, now)


async def agree(services: Services, task: Due) -> None:
    """How far the judges of a closed exercise agree; then everybody is told."""
    number = int(task.payload["exercise"])
    async with services.database.reading() as session:
        sheets = await load_sheets(session, number)
    found = await asyncio.to_thread(measure, ratings_of(number, sheets))
    async with services.database.transaction() as session:
        await publish(session, number, found, services.clock.now())


async def send_report(services: Services, task: Due) -> None:
    """Twelve months of exercises, for whoever asked and may still see them."""
    async with services.database.reading() as session:
        person = await load_person(session, task.payload["person"])
        if not admits(person, MANAGERS, person.consent_version):
            return
        report = await load_report(session, person, services.clock.now())
    screen = await asyncio.to_thread(_drawn, Words(person.language), report)
    try:
        await services.shower.send(screen, person.telegram_id, Urgency.ANSWER)
    except Unreachable:
        raise TryLater("Telegram could not be reached") from None
    except (Blocked, NotSent, Uncertain) as fault:
        log.info("the report was not sent: %s", fault)


def _drawn(words: Words, report: Report) -> Screen:
    """Computes and writes: not for the event loop."""
    if not report.closed:
        return no_report_screen(words)
    together = measure(report.ratings)
    file = PackedFile(FILE, write_workbook(report.closed, together))
    return report_screen(words, len(report.closed), together, file)
