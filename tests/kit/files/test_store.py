"""What a folder and a bucket promise alike."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import boto3
import pytest

from bot.kit.files.failures import ObjectMissing, StoreUnreachable, TooLarge
from bot.kit.files.keys import BadKey, new_key
from bot.kit.files.places import BadStoreAddress
from bot.kit.files.store import ObjectStore, Stored, open_store

MEGABYTE = 1024 * 1024


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def broken(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    raise TimeoutError("Telegram went silent")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def read(store: ObjectStore, key: str) -> bytes:
    return b"".join([piece async for piece in store.stream(key)])


async def keys(store: ObjectStore, prefix: str) -> set[str]:
    return {key async for key in store.list(prefix)}


async def test_what_was_stored_comes_back(store: ObjectStore) -> None:
    key = new_key("evidence")
    stored = await store.put_stream(key, chunks(b"Dear ", b"Amina"), limit=100)
    assert stored == Stored(key, 10, hashlib.sha256(b"Dear Amina").hexdigest())
    assert await read(store, key) == b"Dear Amina"


async def test_reading_back_says_what_really_lies_there(store: ObjectStore) -> None:
    stored = await store.put_stream(new_key("evidence"), chunks(b"x" * 1000), limit=1000)
    assert await store.read_back(stored.key) == stored


async def test_a_damaged_file_is_seen_when_it_is_read_back(folder: Path) -> None:
    store = open_store(str(folder))
    stored = await store.put_stream(new_key("evidence"), chunks(b"as it was sent"), limit=100)
    (folder / stored.key).write_bytes(b"as it was bent")
    assert (await store.read_back(stored.key)).sha256 != stored.sha256


async def test_a_stream_of_many_parts_comes_back_whole(store: ObjectStore) -> None:
    parts = [bytes([number]) * MEGABYTE for number in range(12)]
    stored = await store.put_stream(new_key("evidence"), chunks(*parts), limit=20 * MEGABYTE)
    assert stored.sha256 == hashlib.sha256(b"".join(parts)).hexdigest()
    assert await store.read_back(stored.key) == stored


async def test_a_large_piece_is_hashed_like_small_ones(store: ObjectStore) -> None:
    whole = b"y" * (3 * MEGABYTE)
    stored = await store.put_stream(new_key("evidence"), chunks(whole), limit=len(whole))
    assert stored.sha256 == hashlib.sha256(whole).hexdigest()


async def test_an_empty_file_is_a_file(store: ObjectStore) -> None:
    stored = await store.put_stream(new_key("evidence"), chunks(), limit=10)
    assert stored.size == 0
    assert await store.read_back(stored.key) == stored


async def test_the_last_permitted_byte_is_taken(store: ObjectStore) -> None:
    stored = await store.put_stream(new_key("evidence"), chunks(b"12345"), limit=5)
    assert stored.size == 5


@pytest.mark.parametrize("many", [1, 12])
async def test_too_much_is_refused_and_leaves_nothing(store: ObjectStore, many: int) -> None:
    parts = [b"x" * MEGABYTE] * many
    with pytest.raises(TooLarge) as refused:
        await store.put_stream(new_key("evidence"), chunks(*parts), limit=many * MEGABYTE - 1)
    assert refused.value.limit == many * MEGABYTE - 1
    assert await keys(store, "evidence") == set()


async def test_a_source_that_breaks_off_leaves_nothing(store: ObjectStore) -> None:
    with pytest.raises(TimeoutError, match="silent"):
        await store.put_stream(new_key("evidence"), broken(b"x" * 6 * MEGABYTE), limit=10**8)
    assert await keys(store, "evidence") == set()


async def test_a_refused_file_leaves_no_piece_in_the_folder(folder: Path) -> None:
    store = open_store(str(folder))
    with pytest.raises(TooLarge):
        await store.put_stream(new_key("evidence"), chunks(b"x" * 6 * MEGABYTE), limit=1000)
    assert files_in(folder) == []


@pytest.mark.s3
async def test_a_refused_file_leaves_no_open_upload(bucket_address: str, s3_server: str) -> None:
    store = open_store(bucket_address)
    with pytest.raises(TooLarge):
        await store.put_stream(new_key("a"), chunks(*[b"x" * MEGABYTE] * 7), limit=6 * MEGABYTE)
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    bucket = bucket_address.split("/")[2]
    assert "Uploads" not in client.list_multipart_uploads(Bucket=bucket)


async def test_deleting_twice_is_as_good_as_once(store: ObjectStore) -> None:
    stored = await store.put_stream(new_key("evidence"), chunks(b"gone"), limit=10)
    await store.delete(stored.key)
    await store.delete(stored.key)
    assert not await store.exists(stored.key)


async def test_what_exists_is_listed_under_its_prefix_only(store: ObjectStore) -> None:
    one = await store.put_stream(new_key("evidence"), chunks(b"1"), limit=10)
    other = await store.put_stream(new_key("exports"), chunks(b"2"), limit=10)
    assert await keys(store, "evidence") == {one.key}
    assert await store.exists(other.key)


async def test_a_missing_object_is_named(store: ObjectStore) -> None:
    key = new_key("evidence")
    with pytest.raises(ObjectMissing, match=key):
        await store.read_back(key)
    with pytest.raises(ObjectMissing, match=key):
        await asyncio.to_thread(store.open, key)


async def test_an_object_opens_as_a_file_to_seek_in(store: ObjectStore) -> None:
    body = bytes(range(256)) * 2000
    stored = await store.put_stream(new_key("evidence"), chunks(body), limit=len(body))
    file = store.open(stored.key)
    file.seek(-300, 2)
    assert await asyncio.to_thread(file.read) == body[-300:]
    file.seek(1000)
    assert await asyncio.to_thread(file.read, 5) == body[1000:1005]


HOSTILE = ["../secret", "/etc/passwd", "a//b", "a/../b", "a/./b", "", "A/B", "a b", "a\\b"]
HOSTILE += ["a/b\n", "~/x", "a/%2e%2e/b", "a\x00b", "å/b", "a" * 201, "-rf", "a.b"]


@pytest.mark.parametrize("key", HOSTILE)
async def test_a_hostile_key_reaches_no_store(folder: Path, key: str) -> None:
    store = open_store(str(folder))
    with pytest.raises(BadKey):
        await store.put_stream(key, chunks(b"x"), limit=10)
    with pytest.raises(BadKey):
        await store.delete(key)
    with pytest.raises(BadKey):
        store.open(key)
    assert files_in(folder.parent) == []


def test_new_keys_differ_and_stay_under_their_prefix() -> None:
    made = {new_key("evidence/previews") for _ in range(1000)}
    assert len(made) == 1000
    assert all(key.startswith("evidence/previews/") for key in made)


async def test_a_store_that_cannot_be_reached_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    store = open_store("s3://bucket?endpoint=http://127.0.0.1:9")
    with pytest.raises(StoreUnreachable):
        await store.put_stream(new_key("evidence"), chunks(b"x"), limit=10)
    with pytest.raises(StoreUnreachable):
        await store.exists(new_key("evidence"))


@pytest.mark.s3
async def test_a_bucket_that_is_not_there_is_unreachable(bucket_address: str) -> None:
    store = open_store(bucket_address.replace("bucket-", "nobucket-"))
    with pytest.raises(StoreUnreachable):
        await store.put_stream(new_key("evidence"), chunks(b"x"), limit=10)


async def test_a_folder_that_is_a_file_is_unreachable(folder: Path) -> None:
    store = open_store(str(folder))
    (folder / "evidence").write_text("in the way")
    with pytest.raises(StoreUnreachable):
        await store.put_stream(new_key("evidence"), chunks(b"x"), limit=10)


@pytest.mark.parametrize("address", ["ftp://host/x", "", "s3:///x", "s3://b?colour=red"])
def test_a_bad_address_is_named_with_what_is_expected(address: str) -> None:
    with pytest.raises(BadStoreAddress, match="expected"):
        open_store(address)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadStoreAddress, match="environment") as refused:
        open_store("s3://key:geheim@bucket/x")
    assert "geheim" not in str(refused.value)


async def test_a_file_address_names_a_folder_with_blanks(tmp_path: Path) -> None:
    store = open_store((tmp_path / "my files").as_uri())
    await store.put_stream(new_key("evidence"), chunks(b"x"), limit=10)
    assert (tmp_path / "my files" / "evidence").is_dir()


async def test_what_a_killed_put_had_begun_can_be_cleared(folder: Path) -> None:
    store, key = open_store(str(folder)), new_key("exports")
    begun = folder / f"{key}#1"
    begun.parent.mkdir(parents=True)
    begun.write_bytes(b"half")
    await store.put_stream(key, chunks(b"whole"), limit=100)
    await store.clear_begun(key)
    assert not begun.exists()
    assert (await store.read_back(key)).size == 5
    await store.clear_begun(new_key("exports"))
