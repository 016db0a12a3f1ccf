"""Whatever lies in the store, and whatever names it, whosever it is: compared both ways."""

# ruff: noqa: F401, F811 - fixtures are imported

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.evidence import nightly, nightly_others
from bot.evidence.comparing import Bent, Comparison
from bot.evidence.rules.verifying import NIGHTS, Trouble
from bot.kit.files.holders import use_holders
from bot.kit.files.keys import new_key
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Grant, Role
from bot.portfolio.rules.exports import State
from bot.privacy.store.exports import ExportState
from bot.schema import METADATA, all_holders
from tests.evidence.conftest import (
    Crew,
    Harbour,
    bucket_address,
    folder,
    harbour,
    s3_server,
    store,
)
from tests.evidence.test_arriving import BOTH, FOLDER
from tests.evidence.test_verifying import put, quay, stored

BODY = b"some bytes"
SUM = sha256(BODY).hexdigest()
PREFIXES = ("booklets", "evidence_previews", "portfolio", "exports")


@pytest.fixture(autouse=True)
def holders() -> Iterator[None]:
    use_holders(all_holders())
    yield
    use_holders(())


async def lays(quay: Harbour, prefix: str) -> str:
    key = new_key(prefix)
    await put(quay, key, BODY)
    return key


async def adds(quay: Harbour, table: str, /, **values: Any) -> Any:
    """The id of the new row."""
    rows = METADATA.tables[table]
    async with quay.services.database.transaction() as session:
        added = insert(rows).values(**values).returning(*rows.primary_key.columns)
        return (await session.execute(added)).one()[0]


async def adds_volume(quay: Harbour, state: str, number: int, **values: Any) -> str:
    now, key = quay.clock.now(), await lays(quay, "portfolio")
    export = await adds(
        quay, "portfolio_export", public_id=f"x{number}", person_id=quay.amina.id, form="zip",
        scope="newest", state=state, offered=number, asked_at=now, pieces=1, files=1, left_out=0,
        volumes=1, size=1, by_link=False, told=False, expires_at=now + timedelta(days=7),
    )  # fmt: skip
    named = {"export_id": export, "number": 1, "key": key, "name": "p.zip"}
    await adds(quay, "portfolio_volume", **named, **values)
    return key


async def adds_export(quay: Harbour, state: str, person_id: int) -> str:
    key = await lays(quay, "exports")
    now = quay.clock.now()
    values = {"state": state, "key": key, "size": len(BODY), "asked_at": now}
    await adds(quay, "privacy_export", person_id=person_id, **values)
    return key


async def adds_further(quay: Harbour, person_id: int, number: int = 2, **values: Any) -> str:
    key, now = await lays(quay, "exports"), quay.clock.now()
    named = {"person_id": person_id, "number": number, "key": key, "asked_at": now}
    await adds(quay, "privacy_volume", **named, **values)
    return key


async def adds_second_part(quay: Harbour) -> str:
    await adds_export(quay, "ready", quay.amina.id)
    return await adds_further(quay, quay.amina.id, size=len(BODY))


async def adds_booklet(quay: Harbour) -> str:
    key, now = await lays(quay, "booklets"), quay.clock.now()
    values = {"work": "m7", "language": "en", "pages": 52, "size": len(BODY), "printed_at": now}
    await adds(quay, "booklets_printed", digest=key[-32:], key=key, **values)
    return key


async def adds_link(quay: Harbour, prefix: str, *, days: int = 7) -> str:
    key, now = await lays(quay, prefix), quay.clock.now()
    until = now + timedelta(days=days)
    token = await adds(
        quay, "web_token", token_hash=key, purpose="file", subject=key, owner_id=quay.amina.id,
        made_at=now, expires_at=until,
    )  # fmt: skip
    values = {"key": key, "name": "a.zip", "mime": "application/zip", "size": len(BODY)}
    await adds(quay, "web_object", token_id=token, **values)
    return key


async def adds_preview(quay: Harbour) -> str:
    entry, key = await stored(quay), await lays(quay, "evidence_previews")
    values = {"page": 0, "size": len(BODY), "sha256": SUM, "source": entry.key}
    await adds(quay, "evidence_preview", entry_id=entry.id, key=key, **values)
    return key


async def adds_task(quay: Harbour, kind: str, prefix: str, **more: Any) -> str:
    key, now = await lays(quay, prefix), quay.clock.now()
    async with quay.services.database.transaction() as session:
        payload = {**more, "key": key}
        at = now + timedelta(days=9)
        await queue_task(session, kind, payload, dedupe_key=f"{kind}.{key}", run_after=at)
    return key


async def everything(quay: Harbour) -> set[str]:
    """Each kind of object in each state in which a row or a task names it."""
    keys = {await adds_preview(quay), await adds_booklet(quay)}
    for number, state in enumerate(State):
        keys.add(await adds_volume(quay, state, 2 * number, size=len(BODY), sha256=SUM))
        if state is not State.MAKING:  # one is made at a time
            keys.add(await adds_volume(quay, state, 2 * number + 1))
    async with quay.services.database.transaction() as session:
        crew = Crew(session, iter(range(900, 990)))  # type: ignore[arg-type]
        people = [(await crew.join(f"P{n}")).id for n, _ in enumerate(ExportState)]
    for person_id, state in zip(people, ExportState, strict=True):
        keys.add(await adds_export(quay, state, person_id))
        keys.add(await adds_further(quay, person_id, size=len(BODY)))
        keys.add(await adds_further(quay, person_id, 3))  # being made
    for prefix, days in (("portfolio", 7), ("exports", 7), ("exports", -1)):
        keys.add(await adds_link(quay, prefix, days=days))
    for kind, prefix in (
        ("booklets.discard", "booklets"), ("evidence.discard", "evidence_previews"),
        ("portfolio.replaced", "portfolio"), ("privacy.discard", "exports"),
        ("web.discard", "portfolio"),
    ):  # fmt: skip
        keys.add(await adds_task(quay, kind, prefix))
    keys.add(await adds_task(quay, "privacy.export", "exports", person=1))
    return keys


def comparison(quay: Harbour) -> Comparison:
    return Comparison(quay.services.database, quay.objects, all_holders())


async def compared(quay: Harbour, days: int = 3) -> list[Bent]:
    now = quay.clock.now() + timedelta(days=days)
    return [one async for one in comparison(quay).compare(now, lambda _n: None)]


async def lying(quay: Harbour) -> set[str]:
    return {key for prefix in PREFIXES async for key in quay.objects.list(prefix)}


@BOTH
async def test_whatever_a_row_or_a_task_names_is_known_in_every_state(quay: Harbour) -> None:
    keys = await everything(quay)
    assert await lying(quay) == keys
    assert await compared(quay) == []


@BOTH
@pytest.mark.parametrize("prefix", PREFIXES)
async def test_an_object_of_any_kind_without_a_row_goes_after_a_day(
    quay: Harbour, prefix: str
) -> None:
    keys, orphan = await everything(quay), await lays(quay, prefix)
    assert await compared(quay, days=0) == []
    [found] = await compared(quay)
    assert (found.trouble, found.key) == (Trouble.ORPHAN, orphan)
    assert await comparison(quay).mend(found, quay.clock.now()) == "it is deleted"
    assert await lying(quay) == keys


def test_every_kind_of_key_that_is_made_is_looked_through() -> None:
    assert {holder.prefix for holder in all_holders() if holder.prefix} == set(PREFIXES)


KINDS = {
    "booklet": adds_booklet,
    "preview": adds_preview,
    "portfolio": lambda quay: adds_volume(quay, "made", 1, size=len(BODY), sha256=SUM),
    "data": lambda quay: adds_export(quay, "ready", quay.amina.id),
    "second part": adds_second_part,
    "link": lambda quay: adds_link(quay, "portfolio"),
}
AFTERWARDS = {
    "booklet": ("booklets_printed", []),
    "preview": ("evidence_preview", []),
    "portfolio": ("portfolio_export", ["gone"]),
    "data": ("privacy_export", ["failed"]),
    "second part": ("privacy_volume", []),
    "link": ("web_token", ["expired"]),
}


async def states(quay: Harbour, table: str) -> list[Any]:
    rows = METADATA.tables[table]
    column = rows.c.get("state", rows.c.get("why", rows.c.get("key")))
    async with quay.services.database.reading() as session:
        return list((await session.execute(select(column))).scalars())


@BOTH
@pytest.mark.parametrize("kind", KINDS)
async def test_a_row_without_its_object_is_let_go_so_that_it_is_made_anew(
    quay: Harbour, kind: str
) -> None:
    key = await KINDS[kind](quay)
    await quay.objects.delete(key)
    [found] = await compared(quay)
    assert (found.trouble, found.key) == (Trouble.MISSING, key)
    assert "made anew" in found.words
    assert "made anew" in await comparison(quay).mend(found, quay.clock.now())
    table, after = AFTERWARDS[kind]
    assert await states(quay, table) == after


@FOLDER
@pytest.mark.parametrize(
    ("kind", "hash_is_kept"),
    [("booklet", False), ("preview", True), ("portfolio", True), ("data", False), ("link", False)],
)
async def test_sizes_are_compared_and_hashes_where_they_are_kept(
    quay: Harbour, kind: str, hash_is_kept: bool
) -> None:
    key = await KINDS[kind](quay)
    await put(quay, key, BODY.upper())
    assert [one.trouble for one in await compared(quay)] == [Trouble.HASH] * hash_is_kept
    await put(quay, key, BODY + b"more")
    assert [one.trouble for one in await compared(quay)] == [Trouble.SIZE]


@BOTH
async def test_within_four_weeks_the_nights_find_and_mend_all_of_it(quay: Harbour) -> None:
    async with quay.services.database.transaction() as session:
        await Crew(session, iter([900])).join("Carla", Grant(Role.COORDINATOR))  # type: ignore[arg-type]
    lost, orphan = await adds_booklet(quay), await lays(quay, "exports")
    kept = await adds_volume(quay, "made", 1, size=len(BODY), sha256=SUM)
    await quay.objects.delete(lost)
    quay.clock.forward(days=2)
    for _ in range(NIGHTS):
        await nightly.tick(quay.services)
        await quay.settle()
        quay.clock.forward(days=1)
    assert orphan not in await lying(quay)
    assert kept in await lying(quay)
    assert await states(quay, "booklets_printed") == []
    assert len(await quay.told("evidence.night")) in (1, 2)  # two where on two nights
