"""A finished export reaches its owner: as documents in the chat, or by a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.settings import Settings
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.web.objects import Offered, link_to_object
from bot.people.rules import Person
from bot.portfolio.rules.exports import Export, Form, Made, State, Volume, largest_sent
from bot.portfolio.screens import failed_screen, link_screen, longer_screen, volume_screen
from bot.portfolio.store import exports as store

MIME = {Form.ZIP: "application/zip", Form.PDF: "application/pdf"}


def goes_by_link(settings: Settings, volumes: Sequence[Volume]) -> bool:
    """One that is too large for the chat, where there is a page to fetch it from."""
    size = volumes[0].size or 0
    too_large = size > largest_sent(settings.upload_limit_mb)
    return len(volumes) == 1 and too_large and settings.public_url is not None


async def hand_over(
    session: AsyncSession,
    settings: Settings,
    person: Person,
    export: Export,
    volumes: Sequence[Volume],
    now: datetime,
    mark: str = "",
) -> None:
    """Into the outbox, once for each `mark`. From then on an object behind a link is the link's."""
    words = Words(person.language)
    if goes_by_link(settings, volumes):
        (volume,) = volumes
        url = await _link(session, settings, person, export, volume, now)
        screens = [link_screen(words, export, url, person.zone)]
    else:
        screens = [
            volume_screen(words, export, volume, len(volumes), person.zone) for volume in volumes
        ]
    for number, screen in enumerate(screens, 1):
        await tell(session, person, screen, f"portfolio.{export.id}.{number}.{mark}", now)
    record(session, deed_of(Action.PORTFOLIO_HANDED_OVER, export, now))


async def _link(
    session: AsyncSession,
    settings: Settings,
    person: Person,
    export: Export,
    volume: Volume,
    now: datetime,
) -> str:
    if export.expires_at is None:
        raise LookupError("only a finished export has a link")
    offered = Offered(volume.key, volume.name, MIME[export.form], volume.size or 0)
    url = await link_to_object(
        session,
        settings,
        offered,
        owner_id=person.id,
        expires_at=export.expires_at,
        now=now,
        language=person.language,
    )
    await store.forget_volume(session, volume.id)
    return url


def deed_of(action: Action, export: Export, now: datetime) -> Deed:
    thing = Reference("portfolio_export", export.public_id)
    return Deed(action, now, thing, actor=export.person_id, subject=export.person_id)


async def tell(
    session: AsyncSession, person: Person, screen: Screen, key: str, now: datetime
) -> None:
    await outbox.queue(
        session,
        Recipient(person.id, person.telegram_id),
        screen,
        dedupe_key=key,
        purpose="portfolio.export",
        now=now,
        urgency=Urgency.ANSWER,
        twice_is_harmless=True,
    )


async def tell_failed(session: AsyncSession, person: Person, export: Export, now: datetime) -> bool:
    """It is given up; False where it has been settled before."""
    if not await store.settle(session, export, State.FAILED, now):
        return False
    words = Words(person.language)
    await tell(session, person, failed_screen(words, export), f"portfolio.failed.{export.id}", now)
    return True


async def tell_longer(session: AsyncSession, person: Person, export: Export, now: datetime) -> None:
    """Once."""
    if await store.mark_told(session, export):
        screen = longer_screen(Words(person.language), export)
        await tell(session, person, screen, f"portfolio.longer.{export.id}", now)


def finished(made: Made, expires_at: datetime, *, by_link: bool) -> dict[str, object]:
    """The columns of an export that is finished."""
    return {
        "expires_at": expires_at,
        "pieces": made.pieces,
        "files": made.files,
        "left_out": made.left_out,
        "volumes": len(made.volumes),
        "size": made.size,
        "by_link": by_link,
    }
