"""Documents of many pages are printed beside the bot, and a fault there is told here."""

from datetime import date

import pytest

from bot.kit import printing
from bot.kit.pictures import PictureFailed
from bot.kit.printing import layout_version, pages_of, print_pdf
from tests.kit.radars import radar

DAY = date(2026, 11, 24)


async def test_a_document_is_the_same_every_time() -> None:
    once = await print_pdf("radar", radar("sv"), language="sv", made_on=DAY)
    again = await print_pdf("radar", radar("sv"), language="sv", made_on=DAY)
    assert once == again
    assert pages_of(once) == 1


async def test_what_does_not_fit_a_template_is_told_with_typst_words() -> None:
    with pytest.raises(PictureFailed, match="radar: "):
        await print_pdf("radar", {"title": "half"}, language="en", made_on=DAY)


async def test_a_template_that_does_not_exist_is_named() -> None:
    with pytest.raises(PictureFailed, match=r"no template '\.\./radar'"):
        await print_pdf("../radar", {}, language="en", made_on=DAY)


async def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "LONGEST_SECONDS", 0.001)
    with pytest.raises(PictureFailed, match=r"not done within 0.001 s"):
        await print_pdf("radar", radar("en"), language="en", made_on=DAY)


def test_pages_are_counted_in_a_document_alone() -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        pages_of(b"hello")


def test_the_layout_has_a_version() -> None:
    assert len(layout_version()) == 64
