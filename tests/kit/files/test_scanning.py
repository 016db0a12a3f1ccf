"""Verdicts of ClamAV's daemon: of the real one, and of one that misbehaves in every way."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import AnyUrl

from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.scanning import Away, Clean, Infected, Patience, Scanner, Trouble, Verdict
from bot.kit.settings import BadSettings, load_settings
from tests.kit.files.daemon import HASHED, LIMIT_MB, MARK, Acting, acting, answering
from tests.kit.files.samples import PDF, TAKEN

MEGABYTE = 1024 * 1024
SHORT = Patience(connect=0.2, send=0.2, verdict=0.2)


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def zeros(megabytes: int) -> AsyncIterator[bytes]:
    for _ in range(megabytes):
        yield bytes(MEGABYTE)


async def told(act: Acting, *parts: bytes, patience: Patience = SHORT) -> Verdict:
    async with acting(act) as address:
        return await Scanner(address, patience).scan(chunks(*(parts or (PDF,))))


@pytest.mark.parametrize(
    "address", ["unix:///run/clamav/clamd.ctl", "tcp://127.0.0.1:3310", "tcp://[::1]:3310"]
)
def test_an_address_is_a_socket_or_a_port(address: str) -> None:
    assert str(load_settings(scanner=address).scanner) == address


@pytest.mark.parametrize(
    "address",
    ["", "clamd", "unix://run/clamd.ctl", "unix:///", "tcp://127.0.0.1", "tcp://127.0.0.1:3310/x",
     "tcp://somebody@127.0.0.1:3310", "tcp://127.0.0.1:70000", "http://127.0.0.1:3310"],
)  # fmt: skip
def test_an_address_that_is_none_is_named_with_what_is_expected(address: str) -> None:
    with pytest.raises(BadSettings) as bad:
        load_settings(scanner=address)
    assert str(bad.value).startswith(f"JOBBROKER_SCANNER={address!r}: ")
    assert "unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310" in str(bad.value)


@pytest.mark.clamav
async def test_a_clean_file_is_clean(clamd_address: AnyUrl) -> None:
    scanner = Scanner(clamd_address)
    assert [await scanner.scan(chunks(body)) for body in TAKEN.values()] == [Clean()] * len(TAKEN)


@pytest.mark.clamav
@pytest.mark.parametrize(
    ("body", "name"),
    [
        (PDF + MARK, "Jobbroker.Mark.UNOFFICIAL"),
        (HASHED, "Jobbroker.Hash.UNOFFICIAL"),
    ],
)
async def test_what_is_found_is_named(clamd_address: AnyUrl, body: bytes, name: str) -> None:
    assert await Scanner(clamd_address).scan(chunks(body)) == Infected(name)


@pytest.mark.clamav
async def test_what_is_found_may_lie_across_two_chunks(clamd_address: AnyUrl) -> None:
    parts = (PDF, MARK[:9], b"", MARK[9:])
    assert isinstance(await Scanner(clamd_address).scan(chunks(*parts)), Infected)


@pytest.mark.clamav
async def test_what_is_larger_than_clamd_takes_has_no_verdict(clamd_address: AnyUrl) -> None:
    scanner = Scanner(clamd_address)
    for _ in range(5):
        assert await scanner.scan(zeros(LIMIT_MB + 3)) == Away(Trouble.LIMIT)
    assert await scanner.scan(zeros(LIMIT_MB)) == Clean()


@pytest.mark.clamav
async def test_the_daemon_says_its_version(clamd_address: AnyUrl) -> None:
    found = await Scanner(clamd_address).version()
    assert isinstance(found, str)
    assert found.startswith("ClamAV ")


async def test_every_byte_arrives_framed_as_the_protocol_wants() -> None:
    got: list[bytes] = []

    async def act(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, command: bytes
    ) -> None:
        if command == b"zINSTREAM\0":
            while size := int.from_bytes(await reader.readexactly(4), "big"):
                got.append(await reader.readexactly(size))
        writer.write(b"PONG\0" if command == b"zPING\0" else b"stream: OK\0")

    assert await told(act, b"one", b"", b"t" * MEGABYTE, b"three") == Clean()
    assert b"".join(got) == b"one" + b"t" * MEGABYTE + b"three"
    assert max(map(len, got)) <= 256 * 1024


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Clean()),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", Infected("Win.Test.EICAR_HDB-1")),
        (b"stream: " + b"a" * 300 + b" FOUND\0", Infected("a" * 100)),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", Away(Trouble.LIMIT)),
        (b"INSTREAM size limit exceeded. ERROR\0", Away(Trouble.LIMIT)),
        (b"stream: Can't allocate memory ERROR\0", Away(Trouble.NONSENSE)),
        (b"stream: OK FOUND\0", Infected("OK")),
        (b"stream: O", Away(Trouble.NONSENSE)),
        (b"stream: OK", Away(Trouble.NONSENSE)),
        (b"", Away(Trouble.NONSENSE)),
        (b"\0", Away(Trouble.NONSENSE)),
        (b"\xff\xfe\x00", Away(Trouble.NONSENSE)),
        (b"stream: \xe2\x80\xae FOUND\0", Away(Trouble.NONSENSE)),
        (b"x" * 100_000, Away(Trouble.NONSENSE)),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n\0", Away(Trouble.NONSENSE)),
    ],
)
async def test_only_a_whole_answer_is_a_verdict(answer: bytes, verdict: Verdict) -> None:
    assert await told(answering(answer)) == verdict


async def test_a_daemon_that_is_not_there_is_away(tmp_path: Path) -> None:
    for address in (f"unix://{tmp_path}/none.ctl", "tcp://127.0.0.1:9"):
        scanner = Scanner(AnyUrl(address), SHORT)
        assert await scanner.scan(chunks(PDF)) == Away(Trouble.UNREACHABLE)
        assert await scanner.version() == Away(Trouble.UNREACHABLE)


async def test_a_daemon_that_still_loads_is_given_up_before_anything_is_read() -> None:
    async def silent(
        reader: asyncio.StreamReader, _writer: asyncio.StreamWriter, _command: bytes
    ) -> None:
        await reader.read()

    async with acting(silent) as address:
        source = chunks(PDF)
        assert await Scanner(address, SHORT).scan(source) == Away(Trouble.SLOW)
        assert [part async for part in source] == [PDF]


@pytest.mark.parametrize("at", ["taking", "thinking"])
async def test_a_daemon_that_stops_in_the_middle_is_too_slow(at: str) -> None:
    async def stops(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, command: bytes
    ) -> None:
        if command == b"zPING\0":
            writer.write(b"PONG\0")
            return
        await reader.readexactly(MEGABYTE if at == "thinking" else 1)
        await asyncio.sleep(5)

    many = [bytes(MEGABYTE)] * (30 if at == "taking" else 1)
    assert await told(stops, *many) == Away(Trouble.SLOW)


async def test_a_daemon_that_hangs_up_in_the_middle_is_away() -> None:
    async def hangs_up(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, command: bytes
    ) -> None:
        if command == b"zPING\0":
            writer.write(b"PONG\0")
            return
        await reader.readexactly(1000)
        writer.transport.abort()

    assert isinstance(await told(hangs_up, *[bytes(MEGABYTE)] * 20), Away)


async def test_an_answer_before_the_end_ends_the_sending() -> None:
    async def early(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, command: bytes
    ) -> None:
        if command == b"zPING\0":
            writer.write(b"PONG\0")
            return
        writer.write(b"INSTREAM size limit exceeded. ERROR\0")
        await writer.drain()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(reader.readexactly(50 * MEGABYTE), 0.5)

    assert await told(early, *[bytes(MEGABYTE)] * 40) == Away(Trouble.LIMIT)


async def test_a_fault_of_the_source_is_no_fault_of_the_daemon() -> None:
    async def breaks() -> AsyncIterator[bytes]:
        yield PDF
        raise StoreUnreachable("gone")

    async with acting(answering(b"stream: OK\0")) as address:
        with pytest.raises(StoreUnreachable):
            await Scanner(address, SHORT).scan(breaks())


async def test_memory_stays_bounded_however_long_the_stream_is() -> None:
    async with acting(answering(b"stream: OK\0")) as address:
        tracemalloc.start()
        try:
            assert await Scanner(address).scan(zeros(200)) == Clean()
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 8 * MEGABYTE


async def test_going_away_and_coming_back_are_logged_once_each(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "bot.kit.files.scanning")
    async with acting(answering(b"stream: OK\0")) as address:
        scanner = Scanner(address, SHORT)
        assert await scanner.scan(chunks(PDF)) == Clean()
    for _ in range(3):
        assert isinstance(await scanner.scan(chunks(PDF)), Away)
    port = address.port or 0
    async with acting(answering(b"stream: Bad.Thing FOUND\0"), port=port):
        for _ in range(2):
            await scanner.scan(chunks(PDF))
    assert [record.getMessage() for record in caplog.records] == [
        "scanner: cannot be reached; files wait in quarantine",
        "scanner: found Bad.Thing",
        "scanner: is back",
        "scanner: found Bad.Thing",
    ]
