"""Invitations as pictures: a camera finds the very link that was put in."""

import io

import pytest
import zxingcpp
from PIL import Image

from bot.kit.qr import invitation_qr

SHORT = "https://t.me/JobBrokerBot?start=Zk3x9QvT7pLm2RsW"
LONG = f"https://t.me/{'x' * 32}?start={'A9_-' * 16}"
LINES = ["Σαρώστε τον κωδικό με την κάμερα", "ή ανοίξτε τον σύνδεσμο."]


async def card(
    link: str, *, title: str = "Pilot Þingvellir", lines: list[str] = LINES
) -> Image.Image:
    png = await invitation_qr(link, title=title, lines=lines, language="el")
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("link", [SHORT, LONG, "http://127.0.0.1:8080/start/demo?start=abc"])
async def test_a_camera_reads_the_link(link: str) -> None:
    codes = zxingcpp.read_barcodes(await card(link))
    assert [code.text for code in codes] == [link]


async def test_a_small_copy_can_still_be_read() -> None:
    small = (await card(SHORT)).convert("L").resize((270, 338))
    assert [code.text for code in zxingcpp.read_barcodes(small)] == [SHORT]


@pytest.mark.parametrize("title", ["", "x" * 200, '#import "x" *y*', "«Μεσίτες εργασίας» 2027"])
async def test_any_title_leaves_the_code_readable(title: str) -> None:
    picture = await card(SHORT, title=title, lines=[])
    assert picture.size == (1080, 1350)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [SHORT]


async def test_a_link_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="data"):
        await card("https://t.me/" + "x" * 4000)
