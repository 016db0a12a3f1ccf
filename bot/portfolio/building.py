"""An export made out of a portfolio's values: for its owner, or for whoever may have it later.

It knows neither rows nor chats: objects in, objects out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.kit.files.store import ObjectStore
from bot.kit.files.zipping import one_chunk, zip_to_object
from bot.kit.i18n import Words
from bot.portfolio.rules.exports import Form, Made, Volume
from bot.portfolio.rules.packing import Packing, plan
from bot.portfolio.rules.portfolio import Portfolio
from bot.portfolio.writing import document, page
from bot.portfolio.writing.printed import print_view
from bot.portfolio.writing.view import view
from bot.portfolio.writing.zipping import Zipping

NO_LIMIT: Final = 2**62
Passed = Callable[[int], None]


async def build_zip(
    objects: ObjectStore,
    curriculum: Curriculum,
    packing: Packing,
    volumes: Sequence[Volume],
    words: Words,
    passed: Passed,
) -> Made:
    """One ZIP for each volume, under their keys. Memory stays bounded however much is in them.

    `passed` hears how many bytes of files were read since; it may raise to stop it.
    Raises that, and StoreUnreachable.
    """

    def beside(so_far: Packing) -> Iterable[tuple[str, bytes]]:
        yield page.FILE, page.page(view(curriculum, so_far, words))
        data = document.document(curriculum, so_far, words.language)
        yield document.FILE, document.written(data)

    done: list[Volume] = []
    for volume in volumes:
        zipping = Zipping(objects, packing, volume.number, beside, passed)
        stored = await zip_to_object(objects, volume.key, zipping.members(), NO_LIMIT)
        done.append(replace(volume, size=stored.size, sha256=stored.sha256))
    return Made(tuple(done), len(packing.portfolio.pieces), packing.files, packing.left_out)


async def build_pdf(
    objects: ObjectStore,
    curriculum: Curriculum,
    portfolio: Portfolio,
    volume: Volume,
    words: Words,
) -> Made:
    """Raises PictureFailed, StoreUnreachable."""
    packing = plan(portfolio)
    pdf = await print_view(view(curriculum, packing, words))
    stored = await objects.put_stream(volume.key, one_chunk(pdf), NO_LIMIT)
    done = replace(volume, size=stored.size, sha256=stored.sha256)
    return Made((done,), len(portfolio.pieces), packing.files, packing.left_out)


def names_of(words: Words, portfolio: Portfolio, form: Form, volumes: int) -> list[str]:
    """What the files are called: a plain name with the day, and the part if there are several."""
    stem = words("portfolio.file.zip", day=portfolio.made_at.date().isoformat())
    if volumes == 1:
        return [f"{stem}.{form}"]
    return [f"{stem}-{number:02d}.{form}" for number in range(1, volumes + 1)]
