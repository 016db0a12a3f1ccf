"""A ZIP is made from the store into the store, and says when a member fails."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import AsyncGenerator
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.kit.files.failures import ObjectMissing, TooLarge
from bot.kit.files.keys import new_key
from bot.kit.files.store import ObjectStore, open_store
from bot.kit.files.zipping import Member, member_path, one_chunk, zip_to_object

KEY = "exports/aa/archive"
MEGABYTE = 1024 * 1024


async def chunks(size: int, byte: bytes = b"x") -> AsyncGenerator[bytes]:
    for _ in range(size // MEGABYTE):
        yield byte * MEGABYTE


async def in_order(*members: Member) -> AsyncGenerator[Member]:
    for member in members:
        yield member


async def read(store: ObjectStore) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join([chunk async for chunk in store.stream(KEY)])))


async def test_members_lie_in_it_under_their_names(store: ObjectStore) -> None:
    await store.put_stream(source := new_key("evidence"), one_chunk(b"words" * 1000), MEGABYTE)
    members = in_order(
        Member("index.html", one_chunk("<p>Þórdís</p>".encode())),
        Member(member_path("files", 7, "βιογραφικό.pdf"), store.stream(source)),
    )
    stored = await zip_to_object(store, KEY, members, MEGABYTE)
    archive = await read(store)
    assert archive.namelist() == ["index.html", "files/0007-βιογραφικό.pdf"]
    assert archive.read("files/0007-βιογραφικό.pdf") == b"words" * 1000
    assert archive.testzip() is None
    assert await store.read_back(KEY) == stored


async def test_an_empty_one_is_a_zip(store: ObjectStore) -> None:
    await zip_to_object(store, KEY, in_order(), MEGABYTE)
    assert (await read(store)).namelist() == []


async def test_a_member_that_fails_leaves_no_object(store: ObjectStore) -> None:
    members = in_order(Member("a.txt", store.stream("evidence/aa/nothing")))
    with pytest.raises(ObjectMissing):
        await zip_to_object(store, KEY, members, MEGABYTE)
    assert not await store.exists(KEY)


async def test_one_that_grows_too_large_leaves_no_object(store: ObjectStore) -> None:
    with pytest.raises(TooLarge):
        await zip_to_object(store, KEY, in_order(Member("a.pdf", chunks(4 * MEGABYTE))), MEGABYTE)
    assert not await store.exists(KEY)


async def test_memory_does_not_grow_with_what_it_holds(folder: Path) -> None:
    store = open_store(str(folder))  # the bucket's server would be measured with it
    members = in_order(*(Member(f"{n}.pdf", chunks(32 * MEGABYTE)) for n in range(3)))
    tracemalloc.start()
    await zip_to_object(store, KEY, members, 200 * MEGABYTE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 * MEGABYTE
