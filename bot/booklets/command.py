"""A booklet for the command line: for printers, and for whoever writes the content."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.booklets.editions import edition_of, print_edition
from bot.booklets.rules import find_work, languages_of
from bot.curriculum.curriculum import Curriculum
from bot.kit.pictures import PictureFailed
from bot.kit.printing import pages_of


class NoBooklet(Exception):
    """There is no such module or guide, or not in this language; its message says what there is."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: `size` in bytes."""

    path: Path
    pages: int
    size: int


def write_booklet(curriculum: Curriculum, name: str, language: str, out: Path) -> Written:
    """Print it into a file. Raises NoBooklet, or OSError for a file that cannot be written."""
    work = find_work(curriculum, name)
    if work is None:
        known = ", ".join([*curriculum.modules, *curriculum.guides])
        raise NoBooklet(f"no module or guide {name!r}; there are {known}")
    languages = languages_of(curriculum, work)
    if language not in languages:
        raise NoBooklet(f"{name} exists in {', '.join(languages)}, not in {language!r}")
    try:
        pdf = asyncio.run(print_edition(curriculum, edition_of(curriculum, work, language)))
    except PictureFailed as fault:
        raise NoBooklet(f"{name} cannot be printed: {fault}") from fault
    out.write_bytes(pdf)
    return Written(out, pages_of(pdf), len(pdf))
