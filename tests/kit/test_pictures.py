"""Pictures: the same everywhere, safe with any words, complete in six languages."""

import asyncio
import struct
from collections.abc import Iterator

import pytest
from fontTools.ttLib import TTFont

from bot.kit import pictures
from bot.kit.pictures import Kept, PictureFailed, Radar, render_pdf, render_png
from tests.kit.radars import LABELS, axes, radar
from tests.source import ROOT

FONTS = sorted((ROOT / "bot/kit/fonts").glob("*.ttf"))


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Nothing is kept from another test."""
    fresh = Kept(pictures.KEPT_BYTES)
    monkeypatch.setattr(pictures, "_kept", fresh)
    return fresh


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def named(label: str) -> Radar:
    """A radar whose first axis carries this label."""
    return {**radar("en"), "axes": axes([label, *LABELS["en"].split("|")[1:]])}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in strings(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in strings(part))


@pytest.mark.parametrize("language", LABELS)
async def test_the_radar_is_drawn_in_every_language(language: str) -> None:
    png = await render_png("radar", radar(language), language=language)
    assert size_of(png) == (1080, 1080)
    assert len(png) < 250_000


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
@pytest.mark.parametrize("language", LABELS)
def test_the_font_has_every_letter_of_every_language(language: str, font: object) -> None:
    drawn = TTFont(font).getBestCmap()
    words = "".join(strings(dict(radar(language))))
    assert {letter for letter in words if ord(letter) not in drawn} == set()


def test_the_fonts_are_small_and_carry_their_licence() -> None:
    assert len(FONTS) == 3
    assert sum(font.stat().st_size for font in FONTS) < 1_500_000
    licence = (ROOT / "bot/kit/fonts/LICENSE.md").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("form", [render_png, render_pdf])
async def test_the_same_data_gives_the_same_bytes(form: object, kept: Kept) -> None:
    first = await form("radar", radar("sv"), language="sv")  # type: ignore[operator]
    pictures._compiler.cache_clear()
    kept._rows.clear()
    again = await form("radar", radar("sv"), language="sv")  # type: ignore[operator]
    assert first == again


async def test_other_data_gives_another_picture() -> None:
    one = await render_png("radar", radar("sv"), language="sv")
    assert one != await render_png("radar", radar("de"), language="de")


HOSTILE = [
    ("*bold*", "bold"),
    ("_word_", "word"),
    ("#sym.alpha", "α"),
    ("$x$", "x"),
    ("\\u{41}", "A"),
    ("`code`", "code"),
    ("a -- b", "a – b"),
    ("<label>", ""),
    ('#import "style.typ": *', ""),
    ('"]); #panic()', ""),
    ("&lt;", "<"),
]


@pytest.mark.parametrize(("label", "as_markup"), HOSTILE)
async def test_markup_in_a_label_is_text(label: str, as_markup: str) -> None:
    shown = await render_png("radar", named(label), language="en")
    assert shown != await render_png("radar", named(as_markup), language="en")


@pytest.mark.parametrize("label", ["", " ", "a" * 500, "日本 🙂 مرحبا", "\x00\u202e\n\t", "x\ny"])
async def test_no_label_stops_the_picture(label: str) -> None:
    assert size_of(await render_png("radar", named(label), language="en")) == (1080, 1080)


async def test_a_radar_without_any_answer_is_drawn() -> None:
    empty = radar("is")
    for axis in empty["axes"]:
        axis.update({"self": None, "checks": None, "earlier": None})
    assert size_of(await render_png("radar", empty, language="is")) == (1080, 1080)


async def test_a_gap_is_not_drawn_as_an_answer() -> None:
    answered = radar("en")
    answered["axes"][4]["self"] = 1
    gap = await render_png("radar", radar("en"), language="en")
    assert gap != await render_png("radar", answered, language="en")


@pytest.mark.parametrize("many", [3, 5])
async def test_fewer_axes_are_drawn_too(many: int) -> None:
    few: Radar = {**radar("el"), "axes": radar("el")["axes"][:many]}
    assert size_of(await render_png("radar", few, language="el")) == (1080, 1080)


async def test_a_legend_without_an_earlier_rating_leaves_it_out() -> None:
    without = radar("en")
    without["legend"]["earlier"] = None
    for axis in without["axes"]:
        axis["earlier"] = None
    assert size_of(await render_png("radar", without, language="en")) == (1080, 1080)


async def test_a_pdf_is_tagged_and_knows_its_language() -> None:
    pdf = await render_pdf("radar", radar("el"), language="el")
    assert pdf.startswith(b"%PDF-1.")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(el)" in pdf


async def test_a_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = await render_png("radar", radar("es"), language="es")
    monkeypatch.setattr(pictures, "draw", None)
    assert await render_png("radar", radar("es"), language="es") is first


async def test_pictures_asked_for_at_once_do_not_mix() -> None:
    wanted = [render_png("radar", radar(language), language=language) for language in LABELS]
    drawn = await asyncio.gather(*wanted)
    assert len(set(drawn)) == len(LABELS)


@pytest.mark.parametrize("template", ["nothing", "../radar", "style.typ", "", "/etc/passwd"])
async def test_an_unknown_template_is_named(template: str) -> None:
    with pytest.raises(PictureFailed, match="no template"):
        await render_png(template, {}, language="en")


async def test_data_that_do_not_fit_are_a_defect_with_typst_words() -> None:
    with pytest.raises(PictureFailed, match="radar: "):
        await render_png("radar", {"title": "half"}, language="en")


def test_what_is_kept_never_grows_over_its_limit() -> None:
    kept = Kept(limit=100)
    for number in range(50):
        kept.put(str(number), b"x" * 30)
    assert kept.size == 90
    assert kept.get("0") is None
    assert kept.get("49") == b"x" * 30


def test_what_was_used_last_stays_longest() -> None:
    kept = Kept(limit=2)
    kept.put("old", b"x")
    kept.put("new", b"x")
    kept.get("old")
    kept.put("newer", b"x")
    assert (kept.get("old"), kept.get("new")) == (b"x", None)


def test_what_is_larger_than_the_limit_is_not_kept() -> None:
    kept = Kept(limit=10)
    kept.put("large", b"x" * 11)
    assert (kept.get("large"), kept.size) == (None, 0)
