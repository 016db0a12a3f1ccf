"""Encryption at rest: the layout of Tink's AES-GCM-HKDF streaming AEAD, behind a word on the key.

An object is cut into segments of 64 KiB, each sealed with AES-256-GCM under a key of its own object
(HKDF-SHA256 of the store's key, a random salt, and the object's name). The number of a segment and
whether it is the last are in its nonce, so none can be dropped, moved, repeated or cut off. It is
the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015); see decision 012.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.kit.files.failures import KeyMissing, ObjectDamaged

KEY_BYTES: Final = 32
SEGMENT: Final = 64 * 1024
TAG: Final = 16
# No text, and no type of file that is taken, begins so.
MAGIC: Final = b"\x8fJBSEAL\x01"
_ID_BYTES: Final = 8
_SALT: Final = 32
_NONCE_PREFIX: Final = 7
HEAD: Final = len(MAGIC) + _ID_BYTES
# The length of Tink's header, salt and nonce prefix.
_HEADER: Final = 1 + _SALT + _NONCE_PREFIX
FRONT: Final = HEAD + _HEADER
FIRST_ROOM: Final = SEGMENT - FRONT - TAG
ROOM: Final = SEGMENT - TAG


def _derived(secret: bytes, salt: bytes | None, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def key_id(secret: bytes) -> str:
    """Names a key without telling anything of it: 16 hexadecimal digits."""
    return _derived(secret, None, b"jobbroker-store-key-id", _ID_BYTES).hex()


def sealed_under(head: bytes) -> str | None:
    """The id of the key under which an object that begins so lies; None for a plain one."""
    if len(head) < HEAD or not head.startswith(MAGIC):
        return None
    return head[len(MAGIC) : HEAD].hex()


def room_of(number: int) -> int:
    """How many plain bytes a full segment holds; the first has the front in it."""
    return ROOM if number else FIRST_ROOM


class Segments:
    """Seals and opens the segments of one object."""

    def __init__(self, secret: bytes, front: bytes, name: str) -> None:
        salt = front[HEAD + 1 : HEAD + 1 + _SALT]
        info = front[:HEAD] + name.encode()
        self._cipher = AESGCM(_derived(secret, salt, info, KEY_BYTES))
        self._prefix = front[FRONT - _NONCE_PREFIX :]
        self._name = name

    def seal(self, number: int, plain: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(number, last), plain, None)

    def open(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        """Raises ObjectDamaged for one that was changed, or is not the one of this place."""
        try:
            return self._cipher.decrypt(self._nonce(number, last), sealed, None)
        except InvalidTag:
            raise ObjectDamaged(f"{self._name}: segment {number} was changed or cut off") from None

    def _nonce(self, number: int, last: bool) -> bytes:
        return self._prefix + number.to_bytes(4) + bytes([last])


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a store, 32 bytes each, newest first; without any, objects are stored plain."""

    keys: tuple[bytes, ...] = ()

    @property
    def newest(self) -> str | None:
        """The id of the key under which new objects lie; None where they are plain."""
        return key_id(self.keys[0]) if self.keys else None

    def begin(self, name: str) -> tuple[bytes, Segments]:
        """For a new object of that name: the bytes at its front, and what seals the rest."""
        secret = self.keys[0]
        front = MAGIC + bytes.fromhex(key_id(secret)) + bytes([_HEADER])
        front += secrets.token_bytes(_SALT + _NONCE_PREFIX)
        return front, Segments(secret, front, name)

    def resume(self, front: bytes, name: str) -> Segments | None:
        """What opens the object that begins so; None for a plain one.

        Raises KeyMissing where none of the keys is the object's, ObjectDamaged for a bent front.
        """
        under = sealed_under(front)
        if under is None:
            return None
        if len(front) < FRONT or front[HEAD] != _HEADER:
            raise ObjectDamaged(f"{name}: its front was changed or cut off")
        for secret in self.keys:
            if key_id(secret) == under:
                return Segments(secret, front, name)
        raise KeyMissing(f"{name}: JOBBROKER_STORE_KEY lacks the key {under}")


async def sealed(
    chunks: AsyncIterator[bytes], ring: KeyRing, name: str
) -> AsyncGenerator[bytes, None]:
    """The object as it is to lie in the store; as it comes where there is no key."""
    if not ring.keys:
        async for chunk in chunks:
            yield chunk
        return
    front, segments = ring.begin(name)
    yield front
    waiting, number = bytearray(), 0
    async for chunk in chunks:
        waiting += chunk
        while len(waiting) > (room := room_of(number)):  # the last one is known by the end alone
            yield segments.seal(number, _taken(waiting, room), last=False)
            number += 1
    yield segments.seal(number, bytes(waiting), last=True)


def _taken(waiting: bytearray, count: int) -> bytes:
    taken = bytes(memoryview(waiting)[:count])
    del waiting[:count]
    return taken


class _Reading(Protocol):
    def take(self, waiting: bytearray, *, end: bool) -> Iterable[bytes]: ...


class _Plain:
    def take(self, waiting: bytearray, *, end: bool) -> Iterable[bytes]:
        if waiting:
            yield _taken(waiting, len(waiting))


class _Sealed:
    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._number = 0

    def take(self, waiting: bytearray, *, end: bool) -> Iterable[bytes]:
        """What can be opened by now; the last one is known by the end alone."""
        plain: list[bytes] = []
        while len(waiting) > (size := room_of(self._number) + TAG):
            plain.append(self._open(_taken(waiting, size), last=False))
        if end:
            plain.append(self._open(_taken(waiting, len(waiting)), last=True))
        if whole := b"".join(plain):
            yield whole

    def _open(self, segment: bytes, *, last: bool) -> bytes:
        plain = self._segments.open(self._number, segment, last=last)
        self._number += 1
        return plain


async def unsealed(
    pieces: AsyncIterator[bytes], ring: KeyRing, name: str
) -> AsyncGenerator[bytes, None]:
    """The plain content of what lies in the store, sealed or not.

    Raises KeyMissing, or ObjectDamaged as soon as a segment is not what was put there; what came
    before was whole, but only the end says that nothing is missing.
    """
    waiting = bytearray()
    reading: _Reading | None = None
    async for piece in pieces:
        waiting += piece
        if reading is None and len(waiting) >= FRONT:
            reading = _reading(waiting, ring, name)
        if reading is not None:
            for plain in reading.take(waiting, end=False):
                yield plain
    for plain in (reading or _reading(waiting, ring, name)).take(waiting, end=True):
        yield plain


def _reading(waiting: bytearray, ring: KeyRing, name: str) -> _Reading:
    segments = ring.resume(bytes(waiting[:FRONT]), name)
    if segments is None:
        return _Plain()
    del waiting[:FRONT]
    return _Sealed(segments)
