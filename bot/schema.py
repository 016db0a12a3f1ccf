# pyright: reportUnusedImport=false
"""The list of tables, for Alembic and tests: importing this knows them all."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

import bot.booklets.tables
import bot.broadcasts.tables
import bot.cohorts.tables
import bot.evidence.tables
import bot.items.tables
import bot.joining.tables
import bot.kit.audit.tables
import bot.kit.delivery.tables
import bot.kit.tasks.tables
import bot.kit.telegram.tables
import bot.lessons.tables
import bot.needs.tables
import bot.people.tables
import bot.plan.tables
import bot.quizzes.tables
import bot.reminders.tables
import bot.tutoring.tables  # noqa: F401

METADATA: MetaData = SQLModel.metadata
