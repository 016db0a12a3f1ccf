"""The commands of `jobbroker audit`. Thin, like those in `bot.cli`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.terminal import fail, own_settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.kit.audit.chain import Anchor
    from bot.kit.audit.rules import Row
    from bot.kit.audit.verify import Verdict
    from bot.kit.settings import Settings

T = TypeVar("T")
audit_app = typer.Typer(help="The audit log: who saw or changed what.", no_args_is_help=True)


def _run(work: Coroutine[None, None, T]) -> T:
    from bot.running import CannotRun

    try:
        return asyncio.run(work)
    except CannotRun as why:
        fail(str(why))


@audit_app.command("verify")
def audit_verify(
    anchor: Annotated[
        str | None, typer.Option(help="What an earlier run printed, kept elsewhere.")
    ] = None,
) -> None:
    """Name every row of the log that was changed, removed, inserted or moved, or a cut-off end."""
    settings = own_settings()
    verdict = _run(_verify(settings, _anchor(anchor)))
    for fault in verdict.faults:
        typer.echo(str(fault))
    if verdict.count:
        fail(f"{verdict.count} faults in {verdict.rows} rows")
    sealed = "sealed" if settings.audit_key else "not sealed: JOBBROKER_AUDIT_KEY is not set"
    typer.echo(f"{verdict.rows} rows as they were written; {sealed}")
    if verdict.rows:
        typer.echo(f"to keep elsewhere, for --anchor: {verdict.anchor}")


def _anchor(written: str | None) -> Anchor | None:
    from bot.kit.audit.chain import Anchor

    try:
        return Anchor.read(written) if written else None
    except ValueError as fault:
        fail(f"--anchor {written}: {fault}")


async def _verify(settings: Settings, anchor: Anchor | None) -> Verdict:
    from bot.kit.audit.log import key_of
    from bot.kit.audit.verify import verify
    from bot.running import open_database

    async with open_database(settings) as database:
        return await verify(database, key_of(settings.audit_key), anchor)


@audit_app.command("seal")
def audit_seal() -> None:
    """Seal a log that has no fault, once, after JOBBROKER_AUDIT_KEY was set or changed."""
    from bot.kit.audit.verify import Broken

    settings = own_settings()
    if settings.audit_key is None:
        fail("JOBBROKER_AUDIT_KEY is missing: expected at least 32 random characters")
    try:
        typer.echo(f"{_run(_seal(settings))} rows sealed")
    except Broken:
        fail("not sealed: the log has faults or has just grown; see `jobbroker audit verify`")


async def _seal(settings: Settings) -> int:
    from bot.kit.audit.log import key_of
    from bot.kit.audit.verify import seal, verify
    from bot.running import open_database

    async with open_database(settings) as database:
        verdict = await verify(database, key=None)
        async with database.transaction() as session:
            await seal(session, verdict, key_of(settings.audit_key) or b"")
    return verdict.rows


@audit_app.command("show")
def audit_show(
    subject: Annotated[str, typer.Option(help="The public id of a person.")],
) -> None:
    """List who saw or changed a person's data, when, and which."""
    if not _run(_show(own_settings(), subject)):
        fail(f"--subject {subject}: nobody has this public id")


async def _show(settings: Settings, public_id: str) -> bool:
    """Whether there is such a person."""
    from bot.people.store import find_person_id
    from bot.running import open_database

    async with open_database(settings) as database, database.reading() as session:
        person_id = await find_person_id(session, public_id)
        if person_id is not None:
            async for line in _lines_about(session, person_id):
                typer.echo(line)
    return person_id is not None


async def _lines_about(session: AsyncSession, person_id: int) -> AsyncIterator[str]:
    from bot.kit.audit import store

    pseudonym = await store.find_pseudonym(session, person_id)
    if pseudonym is None:
        return
    async for page in store.pages_about(session, pseudonym):
        actors = await _actors(session, page)
        for row in page:
            who = actors.get(row.actor, "erased") if row.actor else "operator"
            yield f"{row.at} {row.sequence} {row.action} {row.kind} {row.object_id} by {who}"


async def _actors(session: AsyncSession, rows: list[Row]) -> dict[str, str]:
    """Public ids by pseudonym; people are named by an operator's other means, not here."""
    from bot.kit.audit import store
    from bot.people.store import load_people

    ids = await store.find_people(session, {row.actor for row in rows if row.actor})
    people = await load_people(session, ids.values())
    return {name: people[number].public_id for name, number in ids.items() if number in people}
