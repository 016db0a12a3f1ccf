"""Everybody's row as a file."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from bot.broadcasts.jobs.loading import load_of
from bot.broadcasts.rules.ledger import Row, cells
from bot.broadcasts.screens.buttons import label_of
from bot.broadcasts.screens.recipients import ledger_screen
from bot.broadcasts.store import recipients
from bot.broadcasts.store.buttons import load_buttons
from bot.kit.files.sheets import as_csv
from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.show import Blocked, NotSent, Uncertain, Unreachable
from bot.people.store import load_person

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

LEDGER_ROWS: Final = 1000
log = logging.getLogger(__name__)


async def send_ledger(services: Services, task: Due) -> None:
    """Everybody's row as a file, read a thousand at a time."""
    async with services.database.reading() as session:
        person = await load_person(session, task.payload["person"])
    broadcast = await load_of(services, task)
    if broadcast is None or broadcast.batch_id is None:
        return
    rows = await _read_ledger(services, broadcast.id, broadcast.batch_id)
    words = Words(person.language)
    async with services.database.reading() as session:
        buttons = await load_buttons(session, broadcast.id)
    labels = {one.id: label_of(words, one) for one in buttons}
    header = [words(f"broadcasts.column.{n}") for n in range(1, 10)]
    content = as_csv(
        header,
        (
            cells(
                row,
                lambda state: words(f"broadcasts.ledger.{state}"),
                lambda at: words.moment(at, person.zone),
                labels,
            )
            for row in rows
        ),
    )
    try:
        screen = ledger_screen(words, broadcast, content, len(rows))
        await services.shower.send(screen, person.telegram_id, Urgency.ANSWER)
    except Unreachable:
        raise TryLater("Telegram could not be reached") from None
    except (Blocked, NotSent, Uncertain) as fault:
        log.info("the ledger of broadcast %s was not sent: %s", broadcast.id, fault)


async def _read_ledger(services: Services, number: int, batch: int) -> list[Row]:
    rows: list[Row] = []
    async with services.database.reading() as session:
        while True:
            after = rows[-1].id if rows else 0
            page = await recipients.find_rows(
                session, number, batch, after=after, limit=LEDGER_ROWS
            )
            rows.extend(page)
            if len(page) < LEDGER_ROWS:
                return rows
