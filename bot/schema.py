# pyright: reportUnusedImport=false
"""The list of tables, for Alembic and tests: importing this knows them all."""

from typing import TYPE_CHECKING

from sqlalchemy import MetaData
from sqlmodel import SQLModel

import bot.answers.tables
import bot.booklets.tables
import bot.broadcasts.tables
import bot.cohorts.tables
import bot.evidence.tables
import bot.hours.tables
import bot.items.tables
import bot.joining.tables
import bot.judging.tables
import bot.kit.audit.tables
import bot.kit.delivery.tables
import bot.kit.processes.tables
import bot.kit.tasks.tables
import bot.kit.telegram.tables
import bot.kit.web.tables
import bot.lessons.tables
import bot.lists.tables
import bot.meetings.tables
import bot.needs.tables
import bot.people.tables
import bot.plan.tables
import bot.portfolio.tables
import bot.privacy.tables
import bot.quizzes.tables
import bot.reminders.tables
import bot.staffrooms.tables
import bot.standardisation.tables
import bot.tutoring.tables
import bot.witnesses.tables  # noqa: F401

if TYPE_CHECKING:
    from bot.kit.files.rotation import Holder

METADATA: MetaData = SQLModel.metadata


def _number_once() -> None:
    """SQLite gives the highest number again once its row is gone, to another row: a task, a notice
    or a button that still names the former would then reach what is somebody else's.
    """
    for table in METADATA.tables.values():
        key = table.primary_key.columns.get("id")
        if key is not None and key.autoincrement:
            table.kwargs["sqlite_autoincrement"] = True


_number_once()


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """For Alembic: SQLite's own index for looking up is no table of ours, see answers.tables."""
    return not (kind == "table" and (name or "").startswith("answers_fts"))


def all_holders() -> "tuple[Holder, ...]":
    """The tables whose rows name objects of the store, for whoever goes through all of it."""
    import bot.booklets.rotation
    import bot.evidence.preview_rotation
    import bot.evidence.rotation
    import bot.kit.web.objects
    import bot.portfolio.rotation
    import bot.privacy.rotation

    return (
        bot.booklets.rotation.HOLDER,
        bot.evidence.rotation.HOLDER,
        bot.evidence.preview_rotation.HOLDER,
        bot.kit.web.objects.HOLDER,
        bot.portfolio.rotation.HOLDER,
        bot.privacy.rotation.HOLDER,
        bot.privacy.rotation.FURTHER,
    )
