"""The members of a ZIP, one after another: each file is read, hashed and passed on in pieces."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.evidence.rules.entries import unlinked
from bot.kit.files.failures import KeyMissing, ObjectDamaged, ObjectMissing
from bot.kit.files.store import ObjectStore
from bot.kit.files.zipping import Member, one_chunk
from bot.kit.text import plain
from bot.portfolio.rules.packing import Fate, Packing, Placed

SUMS: Final = "SHA256SUMS"
Beside = Callable[[Packing], Iterable[tuple[str, bytes]]]
Passed = Callable[[int], None]


@dataclass(slots=True)
class Zipping:
    """One volume. `beside` gives name and content of what is written last, when it is known what
    became of every file; `passed` hears how many bytes were read since, and may raise to stop it.
    """

    objects: ObjectStore
    packing: Packing
    volume: int
    beside: Beside
    passed: Passed
    _sums: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    async def members(self) -> AsyncGenerator[Member]:
        """Raises StoreUnreachable. A file that is missing, unreadable or not what was stored is
        noted in the packing and stops nothing.
        """
        for placed in self.packing.of_volume(self.volume):
            if placed.part.is_file:
                chunks = await self._opened(placed)
                if chunks is not None:
                    # The sum is the receipt's: a file that is another one does not pass the check.
                    self._sums.append((placed.part.sha256 or "", placed.path))
                    yield Member(placed.path, chunks)
            else:
                yield self._whole(placed.path, plain(unlinked(placed.part.text)).encode())
        for name, content in self.beside(self.packing):
            yield self._whole(name, content)
        yield Member(SUMS, one_chunk(self._listed()))

    def _whole(self, name: str, content: bytes) -> Member:
        self._sums.append((hashlib.sha256(content).hexdigest(), name))
        return Member(name, one_chunk(content))

    def _listed(self) -> bytes:
        """As `sha256sum --check` takes it."""
        return "".join(f"{digest}  {name}\n" for digest, name in self._sums).encode()

    async def _opened(self, placed: Placed) -> AsyncIterator[bytes] | None:
        """The file from its first piece on, which shows whether there is one."""
        chunks, identity = self.objects.stream(placed.part.key), placed.part.identity
        try:
            first = await anext(chunks, b"")
        except ObjectMissing:
            self.packing.fates[identity] = Fate.MISSING
        except (KeyMissing, ObjectDamaged):
            self.packing.fates[identity] = Fate.UNREADABLE
        else:
            return self._checked(placed, first, chunks)
        return None

    async def _checked(
        self, placed: Placed, first: bytes, rest: AsyncIterator[bytes]
    ) -> AsyncGenerator[bytes]:
        digest, piece = hashlib.sha256(), first
        try:
            while piece:
                digest.update(piece)
                self.passed(len(piece))
                yield piece
                piece = await anext(rest, b"")
        except (ObjectDamaged, ObjectMissing):
            digest.update(b"cut off")
        if digest.hexdigest() != placed.part.sha256:
            self.packing.fates[placed.part.identity] = Fate.DAMAGED
