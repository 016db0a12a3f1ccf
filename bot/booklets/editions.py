"""The edition of a work that is in use: written once for each language, then remembered."""

from __future__ import annotations

import hashlib
from datetime import date

from bot.booklets.rules import Edition, Work, language_for
from bot.booklets.writing.booklet import Booklet, booklet, fingerprint
from bot.curriculum.curriculum import Curriculum
from bot.kit.printing import layout_version, print_pdf

_editions: dict[tuple[str, str], tuple[Curriculum, Edition]] = {}


def edition_of(curriculum: Curriculum, work: Work, wanted: str) -> Edition:
    """What somebody gets who reads in the `wanted` language; 20 ms the first time."""
    language = language_for(curriculum, work, wanted)
    known = _editions.get((work.id, language))
    if known is None or known[0] is not curriculum:
        written = booklet(curriculum, work, language)
        known = (curriculum, Edition(work, language, digest_of(written)))
        _editions[work.id, language] = known
    return known[1]


async def print_edition(curriculum: Curriculum, edition: Edition) -> bytes:
    """Its PDF: tagged, in A5, the same bytes for the same content. Raises PictureFailed."""
    written = booklet(curriculum, edition.work, edition.language)
    return await print_pdf(
        "booklet",
        dict(written),
        language=edition.language,
        made_on=date.fromisoformat(written["made_on"]),
    )


def digest_of(written: Booklet) -> str:
    """Changes with the words and with the way they are laid out."""
    both = fingerprint(written) + layout_version()
    return hashlib.sha256(both.encode()).hexdigest()
