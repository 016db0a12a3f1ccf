"""The commands of `jobbroker evidence`. Thin, like those in `bot.cli`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.terminal import fail, own_settings

if TYPE_CHECKING:
    from bot.evidence.verification import Evidence

evidence_app = typer.Typer(help="What lies in the store.", no_args_is_help=True)


@evidence_app.callback()
def evidence() -> None:
    """What lies in the store."""


@asynccontextmanager
async def _evidence() -> AsyncGenerator[Evidence, None]:
    """Database and store; whatever hinders the work is said in a sentence."""
    from bot.evidence.verification import Evidence
    from bot.kit.files.failures import StoreUnreachable
    from bot.kit.files.store import open_store
    from bot.running import CannotRun, open_database

    settings = own_settings()
    try:
        objects = open_store(settings.store, settings.store_keys, settings.store_prefix)
        async with open_database(settings) as database:
            yield Evidence(database, objects)
    except StoreUnreachable as fault:
        fail(f"the store cannot be reached ({fault}); run it again, nothing is lost")
    except (CannotRun, OSError, ValueError) as fault:
        fail(str(fault))


@contextmanager
def _progress(length: int) -> Generator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a file or a log."""
    hidden = not sys.stderr.isatty()
    with typer.progressbar(range(length), label="files", file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


@evidence_app.command()
def verify(
    mend: Annotated[
        bool, typer.Option("--mend", help="Do or queue what helps; the running bot does the rest.")
    ] = False,
    key_is_lost: Annotated[
        bool, typer.Option("--key-is-lost", help="With --mend: replace also what is locked.")
    ] = False,
) -> None:
    """Compare rows and objects both ways, with hashes; ends with 1 if anything is wrong."""
    if asyncio.run(_verify(mend=mend, key_is_lost=key_is_lost)):
        raise typer.Exit(1)


async def _verify(*, mend: bool, key_is_lost: bool) -> int:
    from bot.evidence.comparing import Comparison
    from bot.kit.clock import SystemClock
    from bot.schema import all_holders

    seen, found, now = 0, 0, SystemClock().now()

    def noted(count: int) -> None:
        nonlocal seen
        seen += count
        passed(count)

    async with _evidence() as evidence:
        others = Comparison(evidence.database, evidence.objects, all_holders())
        with _progress(await evidence.count()) as passed:
            for part in (evidence, others):
                async for words in _compared(part, now, noted, mend=mend, key_is_lost=key_is_lost):
                    found += 1
                    typer.echo(words)
    typer.echo(f"{seen} files compared, {found} things wrong")
    return found


async def _compared(
    part: Any, now: datetime, passed: Callable[[int], None], *, mend: bool, key_is_lost: bool
) -> AsyncGenerator[str]:
    """A text for each thing that is wrong, with what was done about it."""
    async for finding in part.compare(now, passed):
        done = ""
        if mend:
            done = f"\n  {await part.mend(finding, now, key_is_lost=key_is_lost)}"
        yield f"{finding.words}{done}"


@evidence_app.command()
def rotate() -> None:
    """Encrypt everything under the newest key; may be interrupted and run again at any time."""
    if asyncio.run(_rotate()):
        raise typer.Exit(1)


async def _rotate() -> int:
    from bot.kit.clock import SystemClock
    from bot.kit.files.rotation import Rotation
    from bot.schema import all_holders

    faults = 0
    async with _evidence() as evidence:
        if evidence.objects.ring.newest is None:
            fail("JOBBROKER_STORE_KEY is missing: `openssl rand -base64 32` makes a key")
        rotation = Rotation(evidence.database, evidence.objects, SystemClock().now())
        with _progress(await evidence.count()) as passed:
            for holder in all_holders():
                async for fault in rotation.run(holder, passed):
                    faults += 1
                    typer.echo(fault)
    typer.echo(f"{rotation.turned} turned to the newest key, {faults} could not be")
    return faults


@evidence_app.command()
def forget(
    number: Annotated[str, typer.Argument(help="As the page showed it to the witness.")],
) -> None:
    """Erase what a witness gave, on their own wish; that there was an answer stays."""
    asyncio.run(_forget(number))
    typer.echo(f"what the witness gave under {number} is erased")


async def _forget(number: str) -> None:
    from bot.kit.audit.log import use_key
    from bot.kit.clock import SystemClock
    from bot.witnesses.actions.answering import NoSuchAnswer, erase_witness

    use_key(own_settings().audit_key)
    async with _evidence() as evidence:
        try:
            async with evidence.database.transaction() as session:
                await erase_witness(session, number, SystemClock().now())
        except NoSuchAnswer:
            fail(f"{number}: no witness has answered under this number")
