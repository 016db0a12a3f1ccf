"""A file behind a link: its page, its bytes, a part of them, and its end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.kit.db import table_of
from bot.kit.files.keys import new_key
from bot.kit.files.store import open_store
from bot.kit.refusals import Refusal
from bot.kit.web import objects
from bot.kit.web.fetching import disposition, span_of
from bot.kit.web.links import PagesMissing
from bot.kit.web.objects import Offered, discard, link_to_object
from bot.kit.web.tables import TokenRow
from tests.kit.web.conftest import Site
from tests.people import MONDAY, FrozenClock

BODY = os.urandom(700_000)
NAMES = ["portfolio.zip", "Þórdís Ægisdóttir.zip", "Χαρτοφυλάκιο Ελένη.zip"]


async def chunks(of: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(of), 100_000):
        yield of[start : start + 100_000]


async def offered(site: Site, name: str = NAMES[0]) -> tuple[str, str]:
    """The link's path, and the key of its object."""
    key = new_key("portfolio")
    stored = await site.house.objects.put_stream(key, chunks(BODY), len(BODY))
    async with site.house.database.transaction() as session:
        url = await link_to_object(
            session, site.house.settings, Offered(key, name, "application/zip", stored.size),
            owner_id=5, expires_at=MONDAY + timedelta(days=1), now=MONDAY, language="sv",
        )  # fmt: skip
    assert url.startswith(site.url)
    return url.removeprefix(site.url).removesuffix("?l=sv"), key


@pytest.mark.parametrize("name", NAMES)
async def test_the_page_names_the_file_and_fetches_nothing(site: Site, name: str) -> None:
    path, _ = await offered(site, name)
    status, page, _ = await site.get(path)
    assert status == 200
    assert name in page
    assert f"{path}/get" in page


@pytest.mark.parametrize("name", NAMES)
async def test_the_file_comes_whole_under_its_name(site: Site, name: str) -> None:
    path, _ = await offered(site, name)
    async with site.http.get(f"{site.url}{path}/get") as answer:
        assert hashlib.sha256(await answer.read()).digest() == hashlib.sha256(BODY).digest()
        assert answer.headers["Content-Length"] == str(len(BODY))
        assert answer.headers["Content-Type"] == "application/zip"
        assert answer.headers["Content-Security-Policy"]
        assert answer.content_disposition is not None
        assert answer.content_disposition.filename == name


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [("bytes=0-9", 0, 10), ("bytes=600000-", 600_000, 700_000), ("bytes=5-9999999", 5, 700_000)],
)
async def test_a_part_comes_as_such(site: Site, wanted: str, start: int, stop: int) -> None:
    path, _ = await offered(site)
    async with site.http.get(f"{site.url}{path}/get", headers={"Range": wanted}) as answer:
        assert answer.status == 206
        assert await answer.read() == BODY[start:stop]
        assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(BODY)}"


async def test_a_part_that_is_not_there_is_refused(site: Site) -> None:
    path, _ = await offered(site)
    status, _, headers = await site.get(f"{path}/get", Range="bytes=700000-")
    assert (status, headers["Content-Range"]) == (416, "bytes */700000")


async def test_an_encrypted_object_comes_plain_whole_and_in_parts(
    site: Site, tmp_path: Path
) -> None:
    object.__setattr__(site.house, "objects", open_store(str(tmp_path / "sealed"), (bytes(32),)))
    path, _ = await offered(site)
    async with site.http.get(f"{site.url}{path}/get") as answer:
        assert await answer.read() == BODY
    part = {"Range": "bytes=300000-300099"}
    async with site.http.get(f"{site.url}{path}/get", headers=part) as answer:
        assert await answer.read() == BODY[300_000:300_100]


async def test_an_expired_link_gives_nothing_and_its_object_goes(
    site: Site, clock: FrozenClock
) -> None:
    path, key = await offered(site)
    clock.forward(days=1)
    assert (await site.get(path))[0] == (await site.get(f"{path}/get"))[0] == 410
    await discard(site.house.database, site.house.objects, {"token": 1})
    assert not await site.house.objects.exists(key)
    await discard(site.house.database, site.house.objects, {"token": 1})


async def test_an_object_that_is_gone_is_a_page_not_a_fault(site: Site) -> None:
    path, key = await offered(site)
    await site.house.objects.delete(key)
    assert (await site.get(f"{path}/get"))[0] == 410


async def test_another_key_of_the_store_moves_the_object_under_the_link(site: Site) -> None:
    path, key = await offered(site)
    moved = new_key("portfolio")
    await site.house.objects.put_stream(moved, chunks(BODY), len(BODY))
    async with site.house.database.transaction() as session:
        (held,) = await objects.HOLDER.find(session, 0, 10)
        assert objects.HOLDER.move is not None
        assert await objects.HOLDER.move(session, held, moved, MONDAY)
        assert not await objects.HOLDER.move(session, held, moved, MONDAY)
    await site.house.objects.delete(key)
    async with site.http.get(f"{site.url}{path}/get") as answer:
        assert await answer.read() == BODY


async def test_without_a_public_address_there_is_a_sentence_and_no_link(site: Site) -> None:
    site.house.settings.public_url = None
    async with site.house.database.transaction() as session:
        with pytest.raises(PagesMissing) as missing:
            await link_to_object(
                session, site.house.settings, Offered("a/b", "x", "text/plain", 1),
                owner_id=5, expires_at=MONDAY, now=MONDAY,
            )  # fmt: skip
    assert isinstance(missing.value, Refusal)


@given(st.text(max_size=60))
def test_no_name_breaks_out_of_its_header(name: str) -> None:
    line = disposition(name)
    assert line.isascii()
    assert "\r" not in line
    assert "\n" not in line
    assert line.count('"') == 2


@given(st.text(max_size=30), st.integers(0, 10**6))
def test_a_span_lies_within_the_file(header: str, size: int) -> None:
    for wanted in (header, f"bytes={header}", "bytes=0-0"):
        try:
            span = span_of(wanted, size)
        except ValueError:
            continue
        assert span is None or 0 <= span[0] < span[1] <= size


async def test_a_task_about_a_link_that_is_gone_reaches_no_later_one(site: Site) -> None:
    """SQLite gives the number of the newest row again, unless it is told not to."""
    await offered(site)
    tokens = table_of(TokenRow)
    async with site.house.database.transaction() as session:
        await objects.forget_object(session, 1)
        await session.execute(delete(tokens))
    path, key = await offered(site)
    await discard(site.house.database, site.house.objects, {"token": 1})
    assert await site.house.objects.exists(key)
    assert (await site.get(path))[0] == 200
