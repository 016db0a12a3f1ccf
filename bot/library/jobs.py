"""What is sent as a file, because writing it takes a moment."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.curriculum.coverage_sheets import write_coverage
from bot.curriculum.current import current_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.show import Blocked, NotSent, Uncertain, Unreachable
from bot.library.screens.coverage import SHEET, sheet_screen
from bot.people.rules import MANAGERS, admits
from bot.people.store import load_person

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

log = logging.getLogger(__name__)


async def send_coverage(services: Services, task: Due) -> None:
    """What is taught where, as a spreadsheet, to whoever asked and may still see it."""
    async with services.database.reading() as session:
        person = await load_person(session, task.payload["person"])
    if not admits(person, MANAGERS, person.consent_version):
        return
    content = await asyncio.to_thread(_written, current_curriculum())
    try:
        screen = sheet_screen(Words(person.language), content)
        await services.shower.send(screen, person.telegram_id, Urgency.ANSWER)
    except Unreachable:
        raise TryLater("Telegram could not be reached") from None
    except (Blocked, NotSent, Uncertain) as fault:
        log.info("the coverage was not sent: %s", fault)


def _written(curriculum: Curriculum) -> str:
    """The spreadsheet in base64."""
    with TemporaryDirectory(prefix="jobbroker-") as folder:
        path = Path(folder) / SHEET
        write_coverage(curriculum, path)
        return b64encode(path.read_bytes()).decode()
