"""Looks at everything a running bot needs, and says what to do about what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.kit.clock import SystemClock
from bot.kit.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

SILENT_FOR: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was found or is to be done."""

    subject: str
    well: bool
    words: str


async def examine(settings: Settings, *, quick: bool) -> list[Finding]:
    """`quick`: the database and the contact with Telegram alone, for a healthcheck."""
    database = await _database(settings, quick=quick)
    if quick:
        return database
    return [
        await _token(settings),
        await _content(settings),
        await _store(settings),
        *await _scanner(settings),
        _pages(settings),
        await _keys(settings),
        *database,
    ]


async def _token(settings: Settings) -> Finding:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramAPIError
    from aiogram.utils.token import TokenValidationError

    if settings.token is None:
        return Finding("token", False, "JOBBROKER_TOKEN is missing: @BotFather gives one")
    server = TelegramAPIServer.from_base(str(settings.bot_api_url).rstrip("/"))
    session = AiohttpSession(api=server)
    try:
        me = await Bot(settings.token.get_secret_value(), session=session).get_me()
    except (TelegramAPIError, TokenValidationError) as fault:
        kind = type(fault).__name__
        return Finding("token", False, f"{kind}: check JOBBROKER_TOKEN and the network")
    finally:
        await session.close()
    return Finding("token", True, f"@{me.username}")


async def _content(settings: Settings) -> Finding:
    from bot.curriculum.faults import ContentFaults
    from bot.curriculum.loading import default_folder, load

    try:
        curriculum = load(settings.content or default_folder())
    except ContentFaults as bad:
        return Finding("content", False, f"{len(bad.faults)} faults: see `jobbroker content check`")
    return Finding(
        "content", True, f"{len(curriculum.lessons)} lessons, {len(curriculum.items)} items"
    )


async def _one_byte() -> AsyncGenerator[bytes, None]:
    yield b"1"


async def _store(settings: Settings) -> Finding:
    from bot.kit.files.keys import new_key
    from bot.kit.files.store import StoreUnreachable, open_store

    try:
        objects = open_store(settings.store, settings.store_keys, settings.store_prefix)
        key = new_key("doctor")
        await objects.put_stream(key, _one_byte(), 1)
        await objects.delete(key)
    except (StoreUnreachable, OSError, ValueError) as fault:
        return Finding("store", False, f"{fault}: check JOBBROKER_STORE_URL")
    return Finding("store", True, "written, read and deleted")


async def _keys(settings: Settings) -> Finding:
    """How many objects do not lie under the newest key."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.kit.db import Database
    from bot.kit.files.rotation import Rotation
    from bot.kit.files.store import StoreUnreachable, open_store
    from bot.schema import all_holders

    if not settings.store_keys:
        return Finding("encryption", True, "off: JOBBROKER_STORE_KEY is not set")
    database = Database(settings.database)
    try:
        objects = open_store(settings.store, settings.store_keys, settings.store_prefix)
        rotation = Rotation(database, objects, SystemClock().now())
        counts = sum([await rotation.behind(holder) for holder in all_holders()], Counter[str]())
    except (SQLAlchemyError, StoreUnreachable, OSError, ValueError) as fault:
        return Finding("encryption", False, f"{type(fault).__name__}: objects cannot be looked at")
    finally:
        await database.close()
    if counts["plain"] or counts["older"]:
        words = f"{counts['plain']} objects lie plain and {counts['older']} under older keys"
        return Finding("encryption", False, f"{words}: `jobbroker evidence rotate`")
    return Finding("encryption", True, f"{counts['newest']} objects, all under the newest key")


def _pages(settings: Settings) -> Finding:
    """Whether people without Telegram reach anything, and whether they are told apart."""
    if settings.public_url is None:
        return Finding("pages", True, "off: JOBBROKER_PUBLIC_URL is not set")
    if settings.public_url.startswith("https:") and not settings.web_proxies:
        todo = "set JOBBROKER_WEB_PROXIES to how many proxies of yours stand before it"
        return Finding("pages", False, f"wrong links are not counted: {todo}")
    return Finding("pages", True, f"{settings.public_url}, listening at {settings.web_listen}")


async def _scanner(settings: Settings) -> list[Finding]:
    """A file of zeros as large as an upload may be is scanned; nothing where no scanner is set."""
    from bot.kit.files.scanning import Away, Clean, Scanner, Trouble

    if settings.scanner is None:
        return []
    scanner = Scanner(settings.scanner)
    verdict = await scanner.scan(_zeros(settings.upload_limit_mb))
    version = await scanner.version()
    if isinstance(verdict, Clean) and isinstance(version, str):
        return [Finding("scanner", True, version)]
    if verdict == Away(Trouble.LIMIT):
        todo = f"StreamMaxLength in clamd.conf has to be {settings.upload_limit_mb}M at least"
        return [Finding("scanner", False, f"{Trouble.LIMIT}: {todo}")]
    trouble = next((one.trouble for one in (verdict, version) if isinstance(one, Away)), "")
    return [Finding("scanner", False, f"{trouble}: check JOBBROKER_SCANNER and clamd")]


async def _zeros(megabytes: int) -> AsyncGenerator[bytes, None]:
    for _ in range(megabytes):
        yield bytes(1024 * 1024)


async def _database(settings: Settings, *, quick: bool) -> list[Finding]:
    """What the database itself says: its version, the contact with Telegram, lost updates."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.kit.db import Database

    database = Database(settings.database)
    try:
        async with database.reading() as session:
            found = [await _version(session), await _contact(session)]
            if quick:
                return found
            return [*found, await _set_aside(session), *await _quarantine(session)]
    except (SQLAlchemyError, OSError):
        return [Finding("database", False, "cannot be read: run `jobbroker migrate`")]
    finally:
        await database.close()


async def _version(session: AsyncSession) -> Finding:
    from sqlalchemy import text

    from bot.kit.migrate import head

    version = await session.scalar(text("SELECT version_num FROM alembic_version"))
    if version != head():
        return Finding("database", False, f"is at {version}: run `jobbroker migrate`")
    return Finding("database", True, f"at version {version}")


async def _set_aside(session: AsyncSession) -> Finding:
    from bot.kit.telegram.store import count_set_aside

    if count := await count_set_aside(session):
        return Finding("updates", False, f"{count} failed three times: the log says why")
    return Finding("updates", True, "none failed for good")


async def _quarantine(session: AsyncSession) -> list[Finding]:
    """Files that wait for the scanner, also when it is no longer set."""
    from bot.evidence.store.entries import count_quarantined

    if count := await count_quarantined(session):
        return [Finding("quarantine", False, f"files that wait for the scanner: {count}")]
    return []


async def _contact(session: AsyncSession) -> Finding:
    from bot.kit.telegram.store import load_fact

    last = await load_fact(session, "telegram.contact")
    if last is None:
        return Finding("contact", False, "never yet: is `jobbroker run` running?")
    silent = SystemClock().now() - datetime.fromisoformat(last)
    if silent > SILENT_FOR:
        return Finding("contact", False, f"none since {last}: is `jobbroker run` running?")
    return Finding("contact", True, "with Telegram, just now")
