"""Encryption at rest: what is not whole is never read as if it were."""

import asyncio
import hashlib
import hmac
import os
import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.files.failures import KeyMissing, ObjectDamaged
from bot.kit.files.keys import new_key
from bot.kit.files.sealing import (
    FIRST_ROOM,
    FRONT,
    ROOM,
    SEGMENT,
    TAG,
    KeyRing,
    key_id,
    sealed,
    unsealed,
)
from bot.kit.files.store import ObjectStore, open_store
from tests.kit.files.conftest import KEYS
from tests.kit.files.test_store import chunks, read

NAME = "evidence/3f/3f00"
EDGES = [0, 1, FIRST_ROOM - 1, FIRST_ROOM, FIRST_ROOM + 1, FIRST_ROOM + ROOM, FIRST_ROOM + ROOM + 1]
RING = KeyRing(KEYS)
THREE = FIRST_ROOM + ROOM + 100


async def seal(body: bytes, ring: KeyRing = RING, piece: int = 9999) -> bytes:
    parts = [body[start : start + piece] for start in range(0, len(body), piece)]
    return b"".join([part async for part in sealed(chunks(*parts), ring, NAME)])


async def unseal(
    lying: bytes, ring: KeyRing = RING, name: str = NAME, piece: int = 50_000
) -> bytes:
    parts = [lying[start : start + piece] for start in range(0, len(lying), piece)]
    return b"".join([part async for part in unsealed(chunks(*parts), ring, name)])


@pytest.fixture
def store(folder: Path) -> ObjectStore:
    return open_store(str(folder), KEYS)


@pytest.mark.parametrize("size", EDGES)
async def test_content_of_every_length_comes_back(size: int, store: ObjectStore) -> None:
    body = os.urandom(size)
    stored = await store.put_stream(new_key("evidence"), chunks(body), limit=size)
    assert await read(store, stored.key) == body
    with await asyncio.to_thread(store.open, stored.key) as file:
        assert await asyncio.to_thread(file.read) == body


@given(size=st.integers(0, 3 * SEGMENT), put=st.integers(1, SEGMENT), got=st.integers(1, 2**18))
def test_pieces_may_be_cut_anywhere_on_both_ways(size: int, put: int, got: int) -> None:
    body = os.urandom(size)
    put, got = max(put, size // 50), max(got, size // 50)
    assert asyncio.run(unseal(asyncio.run(seal(body, piece=put)), piece=got)) == body


def _expand(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 of RFC 5869, one block."""
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


async def test_an_independent_reading_of_the_published_layout_agrees() -> None:
    """Tink's AES256-GCM-HKDF with a first segment offset of 16: decision 012 describes it."""
    body = os.urandom(THREE)
    lying = await seal(body)
    assert lying[16] == 40
    derived = AESGCM(_expand(KEYS[0], lying[17:49], lying[:16] + NAME.encode()))
    segments = [lying[56:SEGMENT], lying[SEGMENT : 2 * SEGMENT], lying[2 * SEGMENT :]]
    nonces = [lying[49:56] + bytes([0, 0, 0, n, n == 2]) for n in range(3)]
    opened = [derived.decrypt(n, s, None) for n, s in zip(nonces, segments, strict=True)]
    assert b"".join(opened) == body


async def test_nothing_of_the_content_lies_in_the_folder(store: ObjectStore, folder: Path) -> None:
    body = b"Amina met Ms Berg on Tuesday. " * 10_000
    stored = await store.put_stream(new_key("evidence"), chunks(body), limit=len(body))
    lying = (folder / stored.key).read_bytes()
    assert b"Amina" not in lying
    assert stored.sha256 == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize(
    "left", [FRONT - 1, FRONT, FRONT + TAG - 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, -1]
)
async def test_an_object_that_was_cut_off_is_found(
    store: ObjectStore, folder: Path, left: int
) -> None:
    stored = await store.put_stream(new_key("evidence"), chunks(bytes(THREE)), limit=THREE)
    path = folder / stored.key
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(ObjectDamaged):
        await store.read_back(stored.key)
    with pytest.raises(ObjectDamaged):
        await asyncio.to_thread(store.open, stored.key)


def _swapped(lying: bytes) -> bytes:
    first, second, rest = lying[:SEGMENT], lying[SEGMENT : 2 * SEGMENT], lying[2 * SEGMENT :]
    return first + rest.ljust(SEGMENT, b"0") + second


BENT = {
    "two segments change places": _swapped,
    "a segment is left out": lambda lying: lying[:SEGMENT] + lying[2 * SEGMENT :],
    "a segment comes twice": lambda lying: lying[: 2 * SEGMENT] + lying[SEGMENT:],
    "something is added": lambda lying: lying + b"0",
    "the last bit is another": lambda lying: lying[:-1] + bytes([lying[-1] ^ 1]),
    "the salt is another": lambda lying: lying[:20] + bytes([lying[20] ^ 1]) + lying[21:],
    "the header's length is another": lambda lying: lying[:16] + b"\x29" + lying[17:],
}


@pytest.mark.parametrize("how", BENT)
async def test_what_was_changed_is_found(how: str) -> None:
    lying = await seal(os.urandom(2 * SEGMENT + 5000))
    with pytest.raises(ObjectDamaged):
        await unseal(BENT[how](lying))


async def test_another_objects_content_is_not_taken_for_it() -> None:
    with pytest.raises(ObjectDamaged):
        await unseal(await seal(b"Bo's note"), name="evidence/3f/3f01")


async def test_a_read_of_the_middle_opens_it_and_a_changed_one_is_found(
    store: ObjectStore, folder: Path
) -> None:
    body = secrets.token_bytes(4 * SEGMENT)
    stored = await store.put_stream(new_key("evidence"), chunks(body), limit=len(body))
    path = folder / stored.key
    lying = bytearray(path.read_bytes())
    lying[SEGMENT + 5] ^= 1
    path.write_bytes(lying)
    file = store.open(stored.key)
    file.seek(2 * SEGMENT)
    assert file.read(100) == body[2 * SEGMENT : 2 * SEGMENT + 100]
    file.seek(SEGMENT)
    with pytest.raises(ObjectDamaged):
        file.read(100)


async def test_plain_objects_and_those_of_an_older_key_stay_readable(folder: Path) -> None:
    keys = [new_key("evidence") for _ in range(3)]
    for key, ring in zip(keys, ((), KEYS[1:], KEYS), strict=True):
        await open_store(str(folder), ring).put_stream(key, chunks(key.encode()), limit=100)
    store = open_store(str(folder), KEYS)
    assert [await read(store, key) for key in keys] == [key.encode() for key in keys]
    under = [await store.sealed_under(key) for key in keys]
    assert under == [None, key_id(KEYS[1]), key_id(KEYS[0])]
    assert store.ring.newest == under[2]


async def test_an_empty_plain_object_lies_under_no_key(folder: Path) -> None:
    stored = await open_store(str(folder)).put_stream(new_key("evidence"), chunks(), limit=0)
    assert await open_store(str(folder), KEYS).sealed_under(stored.key) is None


@pytest.mark.parametrize("left", [(), KEYS[1:]])
async def test_a_key_that_is_gone_is_named_and_nothing_is_handed_out(
    folder: Path, left: tuple[bytes, ...]
) -> None:
    stored = await open_store(str(folder), KEYS).put_stream(
        new_key("evidence"), chunks(b"note"), limit=10
    )
    store = open_store(str(folder), left)
    with pytest.raises(KeyMissing, match=key_id(KEYS[0])):
        await read(store, stored.key)
    with pytest.raises(KeyMissing, match="JOBBROKER_STORE_KEY"):
        await asyncio.to_thread(store.open, stored.key)


async def test_programmes_that_share_a_folder_do_not_see_each_other(folder: Path) -> None:
    sweden, iceland = (open_store(str(folder), prefix=word) for word in ("sweden", "is/2026"))
    stored = await sweden.put_stream(new_key("evidence"), chunks(b"x"), limit=1)
    assert [key async for key in sweden.list("evidence")] == [stored.key]
    assert [key async for key in iceland.list("evidence")] == []
    assert (folder / "sweden" / stored.key).read_bytes() == b"x"
