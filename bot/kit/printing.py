"""Documents of many pages, each printed in a process of its own, one at a time.

typst remembers whatever it has laid out: a booklet leaves 25 MB behind, which a process that ends
gives back. And a process can be stopped where a thread could not.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from typing import Any, Final

from bot.kit.pictures import TEMPLATES, PictureFailed, draw

LONGEST_SECONDS: Final = 60
_PAGES: Final = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")
_NO_GLYPH: Final = re.compile(r'the text `"(.+?)"` could not be displayed with font')
IN_ITS_PLACE: Final = "□"
# Where the font has letters and signs; the few that it lacks among them are found while printing.
_DRAWN: Final = (
    range(0x20, 0x250), range(0x2B0, 0x500), range(0x1E00, 0x2000), range(0x2010, 0x2028),
    range(0x2030, 0x205F), range(0x2070, 0x2090), range(0x20A0, 0x20C0), range(0x2116, 0x2123),
)  # fmt: skip
_SIGNS_REPLACED: Final = 8
_WORKER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="printing")


async def print_pdf(
    template: str, data: Mapping[str, object], *, language: str, made_on: date
) -> bytes:
    """`template` with `data` as PDF/UA-1; the same of all gives the same bytes.

    `made_on` is the date that stands in the document. A sign that the font lacks becomes `□`.
    Nothing is kept. Raises PictureFailed, also for what takes longer than a minute.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(
        _WORKER, _in_own_process, template, {**data, "language": language}, made_on
    )


def _in_own_process(template: str, data: Mapping[str, object], made_on: date) -> bytes:
    asked = {"template": template, "data": data, "made_on": made_on.isoformat()}
    try:
        done = subprocess.run(  # noqa: S603 - our own module; what it prints comes as its input
            [sys.executable, "-m", __name__],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise PictureFailed(f"{template}: not done within {LONGEST_SECONDS} s") from late
    if done.returncode:
        raise PictureFailed(done.stderr.decode(errors="replace").strip()[-2000:])
    return done.stdout


def printable(words: str) -> str:
    """As the font can show it: signs of scripts that it lacks become □, line breaks stay, other
    control characters go.
    """
    return "".join(map(_sign, unicodedata.normalize("NFC", words)))


def _sign(sign: str) -> str:
    if sign == "\n" or any(ord(sign) in drawn for drawn in _DRAWN):
        return "" if unicodedata.category(sign) == "Cf" else sign
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Mn") else IN_ITS_PLACE


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of ours has. Raises ValueError for bytes that are none."""
    counts = [int(count) for count in _PAGES.findall(pdf)]
    if not counts:
        raise ValueError("not a PDF with a list of its pages")
    return max(counts)


@cache
def layout_version() -> str:
    """Changes with the templates and with typst: what was printed before may look different."""
    digest = hashlib.sha256(version("typst").encode())
    for path in sorted(TEMPLATES.glob("*.typ")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """In the process of its own: what to print as JSON comes in, the PDF goes out."""
    asked: dict[str, Any] = json.load(sys.stdin)
    words = json.dumps(asked["data"], ensure_ascii=False, sort_keys=True)
    day = date.fromisoformat(asked["made_on"])
    made_on = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        sys.stdout.buffer.write(_drawn(asked["template"], words, made_on))
    except PictureFailed as fault:
        sys.exit(str(fault))


def _drawn(template: str, words: str, made_on: datetime) -> bytes:
    """PDF/UA allows no sign without a glyph, and typst names one that it has none for."""
    for _ in range(_SIGNS_REPLACED):
        try:
            return draw(template, words, "pdf", made_on)
        except PictureFailed as fault:
            missing = _NO_GLYPH.search(str(fault))
            if missing is None:
                raise
            for sign in missing[1]:
                words = words.replace(sign, IN_ITS_PLACE)
    return draw(template, words, "pdf", made_on)


if __name__ == "__main__":
    main()
