"""From settings to a running bot, and what commands do with its database."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncGenerator, Coroutine
from typing import TYPE_CHECKING, Final

from bot.kit.clock import Clock, SystemClock
from bot.kit.db import Database
from bot.kit.settings import BadSettings, Settings

if TYPE_CHECKING:
    from bot.program import App

INVITE_HINT: Final = (
    "nobody runs this programme yet: `jobbroker invite` prints the first administrator's link"
)
log = logging.getLogger(__name__)


class CannotRun(Exception):
    """Why the program cannot start, and what to do about it."""


@contextlib.asynccontextmanager
async def open_database(settings: Settings) -> AsyncGenerator[Database, None]:
    """The database, migrated to this version. Raises CannotRun where it cannot be opened."""
    await asyncio.to_thread(migrate_database, settings)
    database = Database(settings.database)
    try:
        yield database
    finally:
        await database.close()


def migrate_database(settings: Settings) -> str:
    """Bring the database to this version's tables; that version. Raises CannotRun."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.kit.migrate import head, upgrade

    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        upgrade(settings.database)
    except (SQLAlchemyError, OSError) as fault:
        raise CannotRun(
            f"JOBBROKER_DATABASE_URL={_without_password(settings.database)}: {fault}"
        ) from fault
    return head()


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


async def run_bot(settings: Settings, clock: Clock | None = None) -> None:
    """Run by long polling until SIGINT or SIGTERM. Raises CannotRun."""
    async with _built(settings, clock or SystemClock()) as app:
        await _hint_at_first_invitation(app.services.database)
        await until_stopped(_until_taken(app))


async def run_worker(settings: Settings) -> None:
    """Send and work off tasks beside the process that polls, until SIGINT or SIGTERM.

    Raises CannotRun, also with SQLite, which has one process.
    """
    if settings.database.startswith("sqlite"):
        raise CannotRun(
            "JOBBROKER_DATABASE_URL: a second process needs PostgreSQL; on SQLite `jobbroker run`"
            " does everything"
        )
    async with _built(settings, SystemClock()) as app:
        await until_stopped(app.work())


@contextlib.asynccontextmanager
async def _built(settings: Settings, clock: Clock) -> AsyncGenerator[App, None]:
    # Collecting while aiogram's models are made finds nothing and takes a tenth of the start.
    gc.disable()
    from bot.app import build_bot

    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    async with open_database(settings) as database:
        try:
            app = await build_bot(settings, clock, database)
        except Exception as fault:
            gc.enable()
            raise CannotRun(_why(fault)) from fault
        try:
            yield app
        finally:
            await app.close()


async def _until_taken(app: App) -> None:
    """Runs it. Raises CannotRun where the pages cannot listen."""
    from bot.kit.web.server import PortTaken

    try:
        await app.run()
    except PortTaken as taken:
        raise CannotRun(f"{taken}; name another address and port there") from taken


def _why(fault: Exception) -> str:
    from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError

    from bot.curriculum.faults import ContentFaults
    from bot.curriculum.report import describe

    if isinstance(fault, ContentFaults):
        return describe(fault.faults)
    if isinstance(fault, TelegramUnauthorizedError):
        return (
            "JOBBROKER_TOKEN=***: Telegram does not know this token; @BotFather shows the right one"
        )
    if isinstance(fault, TelegramNetworkError):
        return f"JOBBROKER_BOT_API_URL: the Bot API server cannot be reached ({fault.message})"
    if isinstance(fault, BadSettings | OSError):
        return str(fault)
    raise fault


async def _hint_at_first_invitation(database: Database) -> None:
    from bot.people.rules import Role
    from bot.people.store import find_people_with

    async with database.reading() as session:
        if not await find_people_with(session, Role.ADMINISTRATOR):
            log.warning(INVITE_HINT)


async def until_stopped(work: Coroutine[None, None, None]) -> None:
    """Run a coroutine until it ends or a signal asks to stop; then it is cancelled and awaited."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def invitation_link(settings: Settings, role: str, country: str | None) -> str:
    """Make an invitation; the words to print: its link, or its code where no token names the bot.

    Raises CannotRun.
    """
    from bot.joining.actions.inviting import make_invitation
    from bot.people.rules import Role, ScopeKind

    if role not in set(Role):
        raise CannotRun(f"--role {role}: expected one of {', '.join(Role)}")
    name = await _bot_name(settings)
    kind = ScopeKind.COUNTRY if country else ScopeKind.PROGRAMME
    scope = country.upper() if country else None
    now = SystemClock().now()
    async with open_database(settings) as database, database.transaction() as session:
        code = await make_invitation(session, None, Role(role), kind, scope, now=now)
    if name is None:
        return (
            f"/start {code}\nSend this line to the bot: without JOBBROKER_TOKEN there is no link."
        )
    return f"https://t.me/{name}?start={code}\nFor one person, once: whoever opens it is {role}."


async def _bot_name(settings: Settings) -> str | None:
    if settings.token is None:
        return None
    from bot.app import connect

    bot = connect(settings)
    try:
        return (await bot.me()).username
    except Exception as fault:
        raise CannotRun(_why(fault)) from fault
    finally:
        await bot.session.close()
