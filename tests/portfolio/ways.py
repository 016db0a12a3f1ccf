"""Ways through the portfolio, and what an export holds, that several tests share."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema

from bot import places
from bot.kit.files.store import ObjectStore
from tests.evidence.ways import begins, hands_in, written
from tests.people import Cast, Phone
from tests.source import ROOT

SCHEMA = ROOT / "docs" / "portfolio.schema.json"
PORTFOLIO = places.OpenPortfolio()


@dataclass
class Opened:
    """A ZIP as whoever unpacks it finds it."""

    archive: ZipFile

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    @property
    def evidence(self) -> list[str]:
        return [name for name in self.names if name.startswith("evidence/")]

    @property
    def data(self) -> dict[str, Any]:
        data = json.loads(self.archive.read("portfolio.json"))
        schema().validate(data)
        return data

    @property
    def page(self) -> str:
        return self.archive.read("index.html").decode()

    def entries(self) -> list[dict[str, Any]]:
        versions = [version for piece in self.data["pieces"] for version in piece["versions"]]
        return [entry for version in versions for entry in version["entries"]]

    def sums(self) -> Mapping[str, str]:
        lines = self.archive.read("SHA256SUMS").decode().splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}

    def not_as_summed(self) -> list[str]:
        """What `sha256sum --check` would complain of."""
        return [
            name
            for name, digest in self.sums().items()
            if sha256(self.archive.read(name)).hexdigest() != digest
        ]

    def is_whole(self) -> None:
        """Every file is as its sum says, and every file but the sums has one."""
        assert self.archive.testzip() is None
        assert self.not_as_summed() == []
        assert set(self.sums()) == set(self.names) - {"SHA256SUMS"}


@cache
def schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


async def opened(objects: ObjectStore, key: str) -> Opened:
    return Opened(ZipFile(io.BytesIO(b"".join([one async for one in objects.stream(key)]))))


def documents(phone: Phone) -> list[dict[str, Any]]:
    return [message["document"] for message in phone.of_bot() if "document" in message]


async def fetched(cast: Cast, phone: Phone, which: int = -1) -> bytes:
    """The bytes of a document in somebody's chat, as Telegram has them."""
    bot = cast.stage.app.services.bot
    file = await bot.get_file(documents(phone)[which]["file_id"])
    assert file.file_path
    found = await bot.download_file(file.file_path)
    assert found
    return found.read()


async def zipped(cast: Cast, phone: Phone, which: int = -1) -> Opened:
    return Opened(ZipFile(io.BytesIO(await fetched(cast, phone, which))))


async def hands_in_a_case(amina: Phone, folder: Path, name: str = "report.pdf") -> None:
    """A case file with a PDF and a text."""
    await begins(amina)
    await amina.uploads(written(folder / name), caption="What we agreed")
    await amina.writes("I met them *twice* & <b>listened</b>.")
    await amina.presses("Done")
    await hands_in(amina)
