"""The commands of `jobbroker privacy`. Thin, like those in `bot.cli`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import fail, own_settings

if TYPE_CHECKING:
    from bot.kit.settings import Settings

privacy_app = typer.Typer(
    help="How long data is kept, and what became of erasures.", no_args_is_help=True
)


@privacy_app.command("retention")
def privacy_retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only this is there: the bot itself carries it out.")
    ] = True,
    days: Annotated[
        int, typer.Option(min=0, max=366, help="What will be over in so many days.")
    ] = 0,
) -> None:
    """List how many rows of each kind are over, and after how long they are. Changes nothing."""
    from bot.running import CannotRun

    if not dry_run:
        fail("the running bot does it by itself, once a day: there is nothing to do by hand")
    try:
        for line in asyncio.run(_retention(own_settings(), days)):
            typer.echo(line)
    except CannotRun as why:
        fail(str(why))


async def _retention(settings: Settings, days: int) -> list[str]:
    from datetime import timedelta

    from bot.erasers import ERASERS
    from bot.kit.clock import SystemClock
    from bot.kit.personal.current import use_erasers
    from bot.privacy.actions.counting import lines
    from bot.privacy.rules.retention import choose_periods, chosen_periods
    from bot.running import open_database

    use_erasers(ERASERS)
    choose_periods(chosen_periods(settings))
    at = SystemClock().now() + timedelta(days=days)
    async with open_database(settings) as database, database.reading() as session:
        return [line async for line in lines(session, at)]


@privacy_app.command("erasures")
def privacy_erasures() -> None:
    """List erasures by number: when they were asked for, and when they were finished."""
    from bot.running import CannotRun

    try:
        for line in asyncio.run(_erasures(own_settings())):
            typer.echo(line)
    except CannotRun as why:
        fail(str(why))


async def _erasures(settings: Settings) -> list[str]:
    from bot.privacy.store.erasures import list_erasures
    from bot.running import open_database

    async with open_database(settings) as database, database.reading() as session:
        return [line async for line in list_erasures(session)]
