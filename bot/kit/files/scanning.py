"""Whether a file is clean, by ClamAV's daemon; no answer is never taken for a yes."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from pydantic import AnyUrl

from bot.kit.files.clamd import NoVerdict, Patience, Trouble, connected

__all__ = ["Away", "Clean", "Infected", "Patience", "Scanner", "Trouble", "Verdict"]

LONGEST_NAME: Final = 100
_FOUND: Final = re.compile(rf"stream: ([\x21-\x7e]{{1,{LONGEST_NAME}}})[\x21-\x7e]* FOUND")
_READ_HALF: Final = "Heuristics.Limits.Exceeded"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clean:
    """Nothing was found."""


@dataclass(frozen=True, slots=True)
class Infected:
    """`name` is what ClamAV calls it: printable ASCII without blanks, 100 characters at most."""

    name: str


@dataclass(frozen=True, slots=True)
class Away:
    """Nobody knows yet; a later try may tell."""

    trouble: Trouble


Verdict = Clean | Infected | Away


class Scanner:
    """One daemon at `unix:///path` or `tcp://host:port`.

    That it is away and that it is back stand in the log once each, with no word on any file.
    """

    def __init__(self, address: AnyUrl, patience: Patience | None = None) -> None:
        self._address = address
        self._patience = patience or Patience()
        self._trouble: Trouble | None = None

    async def scan(self, chunks: AsyncIterator[bytes]) -> Verdict:
        """What is in a stream; memory stays near the size of its chunks.

        Raises what `chunks` raises, and nothing else.
        """
        try:
            await self._wake()
            async with connected(self._address, self._patience.connect) as wire:
                verdict = _verdict(await wire.stream(chunks, self._patience))
        except NoVerdict as none:
            verdict = Away(none.trouble)
        self._note(verdict)
        return verdict

    async def version(self) -> str | Away:
        """Program, number and date of the signatures, as clamd gives them."""
        try:
            await self._wake()
            async with connected(self._address, self._patience.connect) as wire:
                return await wire.ask("VERSION", self._patience.connect)
        except NoVerdict as none:
            return Away(none.trouble)

    async def _wake(self) -> None:
        """While it loads its signatures it takes connections and says nothing, for minutes."""
        async with connected(self._address, self._patience.connect) as wire:
            if await wire.ask("PING", self._patience.connect) != "PONG":
                raise NoVerdict(Trouble.NONSENSE)

    def _note(self, verdict: Verdict) -> None:
        trouble = verdict.trouble if isinstance(verdict, Away) else None
        if isinstance(verdict, Infected):
            log.warning("scanner: found %s", verdict.name)
        if trouble is not None and trouble is not self._trouble:
            log.warning("scanner: %s; files wait in quarantine", trouble)
        elif trouble is None and self._trouble is not None:
            log.warning("scanner: is back")
        self._trouble = trouble


def _verdict(answer: str) -> Verdict:
    """A file that was read only in part, because of a limit of clamd's, has no verdict."""
    if answer == "stream: OK":
        return Clean()
    if found := _FOUND.fullmatch(answer):
        name = found[1]
        return Away(Trouble.LIMIT) if name.startswith(_READ_HALF) else Infected(name)
    if answer.startswith("INSTREAM size limit exceeded"):
        return Away(Trouble.LIMIT)
    return Away(Trouble.NONSENSE)
