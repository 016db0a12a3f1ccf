"""What is behind a link: all of one's data or the portfolio, too large for the chat; over HTTP."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from PIL import Image

from bot import places
from bot.portfolio.actions import handing_over
from bot.privacy.actions import exporting
from bot.privacy.addresses import MakeExport
from tests.evidence.ways import begins, hands_in, written
from tests.people import Cast, Phone, Stage, buttons_of
from tests.privacy.looking import rows_of
from tests.privacy.test_journey import forgets
from tests.witnesses.ways import Browser, has_pages

MEGABYTE = 1000 * 1000


def noise() -> bytes:
    """A picture that no program makes smaller: some 4 MB."""
    side = 1200
    picture = Image.frombytes("RGB", (side, side), Random(5).randbytes(3 * side * side))
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


PICTURE = noise()


@pytest.fixture
async def browser(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    """Somebody with the link; what takes 3 MB is too large for the chat."""
    monkeypatch.setattr(exporting, "largest_sent", lambda _mb: 3 * MEGABYTE)
    monkeypatch.setattr(handing_over, "largest_sent", lambda _mb: 3 * MEGABYTE)
    async with has_pages(stage) as opened:
        yield opened


async def hands_in_much(amina: Phone, folder: Path) -> None:
    await begins(amina)
    await amina.uploads(written(folder / "large.png", PICTURE))
    await amina.writes("I met Mrs Qvist.")
    await amina.presses("Done")
    await hands_in(amina)


async def asks_for_data(amina: Phone, folder: Path) -> str:
    """The path of the link that comes."""
    await hands_in_much(amina, folder)
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    return link_of(amina)


async def asks_for_portfolio(amina: Phone, folder: Path) -> str:
    await hands_in_much(amina, folder)
    await amina.presses_old(places.OpenPortfolio())
    await amina.presses("ZIP with all files")
    await amina.presses("Make it")
    return link_of(amina)


Asks = Callable[[Phone, Path], Awaitable[str]]
ASKED = pytest.mark.parametrize("asks", [asks_for_data, asks_for_portfolio])


def link_of(phone: Phone) -> str:
    """The path behind the newest button that leads to a page."""
    for message in reversed(phone.of_bot()):
        for button in buttons_of(message):
            if found := re.fullmatch(
                r"https?://[^/]+(/file/[^?]+)(\?l=\w+)?", button.get("url", "")
            ):
                return found[1]
    raise AssertionError(phone.told())


async def fetched(browser: Browser, path: str) -> bytes:
    async with browser.http.get(f"{browser.url}{path}/get") as answer:
        assert answer.status == 200
        return await answer.read()


async def opens_nothing(browser: Browser, path: str, said: str) -> None:
    """Neither the page nor the file, nor a part of it."""
    for one, headers in ((path, {}), (f"{path}/get", {}), (f"{path}/get", {"Range": "bytes=9-"})):
        status, page = await browser.opens(f"{one}?l=en", **headers)
        assert status == 410
        assert said in page


async def reports(phone: Phone, amina: Phone) -> None:
    """A tutor reports the text in it."""
    await phone.writes("/review")
    for label in ("1. Amina", "Files and texts", "I met", "Contains client data", "Yes"):
        await phone.presses(label)
    await amina.looks()


async def objects_of(stage: Stage) -> list[str]:
    store = stage.app.services.objects
    exports = [key async for key in store.list("exports")]
    return exports + [key async for key in store.list("portfolio")]


async def test_all_of_ones_data_comes_whole_behind_a_link(
    cast: Cast, browser: Browser, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    path = await asks_for_data(amina, tmp_path)
    status, page = await browser.opens(f"{path}?l=sv")
    assert (status, "my-data.zip" in page, 'lang="sv"' in page) == (200, True, True)
    archive = ZipFile(io.BytesIO(await fetched(browser, path)))
    assert archive.testzip() is None
    assert (
        json.loads(archive.read("data.json"))["slices"]["people"]["profile"][0]["name"] == "Amina"
    )
    assert PICTURE in [
        archive.read(name) for name in archive.namelist() if name.startswith("files/")
    ]
    assert not [message for message in amina.of_bot() if "document" in message]


@ASKED
async def test_after_its_week_the_link_says_so_and_the_file_is_gone(
    stage: Stage, cast: Cast, browser: Browser, tmp_path: Path, asks: Asks
) -> None:
    path = await asks(await cast.trainee("Amina"), tmp_path)
    await stage.passes(days=7)
    await opens_nothing(browser, path, "This link has expired")
    await stage.passes(hours=3)
    assert await objects_of(stage) == []


@ASKED
async def test_a_link_is_worth_nothing_once_its_owner_was_forgotten(
    stage: Stage, cast: Cast, browser: Browser, tmp_path: Path, asks: Asks
) -> None:
    amina = await cast.trainee("Amina")
    path = await asks(amina, tmp_path)
    await forgets(amina)
    await amina.writes("ERASE")
    amina.sees("Done: everything about you was erased")
    assert (await browser.opens(path))[0] == (await browser.opens(f"{path}/get"))[0] == 404
    assert await objects_of(stage) == []
    bo = await cast.trainee("Bo")
    other = await asks(bo, tmp_path)
    await stage.passes(hours=6)  # tasks about the former link run
    assert (await browser.opens(path))[0] == 404
    assert (await fetched(browser, other))[:2] == b"PK"


@ASKED
async def test_a_link_stops_while_a_part_in_it_is_held_back(
    stage: Stage, cast: Cast, browser: Browser, tmp_path: Path, asks: Asks
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    path = await asks(amina, tmp_path)
    await reports(greta, amina)
    amina.sees("Links to copies of your portfolio or your data were therefore stopped")
    await opens_nothing(browser, path, "may show who a client is, and is held back")
    assert await objects_of(stage) == []
    await greta.looks()
    await amina.presses("It holds no client data")
    await amina.presses("Ask for a decision")
    await opens_nothing(browser, path, "a new copy made in the chat")


async def test_a_new_portfolio_can_be_made_at_once_and_leaves_the_part_out(
    stage: Stage, cast: Cast, browser: Browser, tmp_path: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    former = await asks_for_portfolio(amina, tmp_path)
    await reports(greta, amina)
    await stage.passes(minutes=1)
    await amina.presses_old(places.OpenPortfolio())
    await amina.presses("ZIP with all files")
    await amina.presses("Make it")
    path = link_of(amina)
    assert path != former
    archive = ZipFile(io.BytesIO(await fetched(browser, path)))
    assert not [name for name in archive.namelist() if b"Qvist" in archive.read(name)]


async def test_a_copy_that_holds_what_is_held_back_comes_behind_no_link(
    stage: Stage, cast: Cast, browser: Browser, tmp_path: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks_for_data(amina, tmp_path)
    await reports(greta, amina)
    await amina.presses_old(MakeExport())
    amina.has_seen("so I make no link to it and delete it")
    assert await objects_of(stage) == []
    ((row),) = await rows_of(stage, "privacy_export")
    assert (row["state"], row["key"]) == ("failed", "")


@ASKED
async def test_who_reports_an_own_part_hears_of_the_links_alone(
    cast: Cast, browser: Browser, tmp_path: Path, asks: Asks
) -> None:
    amina = await cast.trainee("Amina")
    path = await asks(amina, tmp_path)
    await amina.writes("/evidence")
    for label in ("1. ", "Files and texts", "I met", "Contains client data", "Yes"):
        await amina.presses(label)
    amina.has_seen("Links to copies of your portfolio or your data were therefore stopped")
    await opens_nothing(browser, path, "is held back")


@ASKED
async def test_nobody_guesses_or_mends_a_token_to_somebody_elses_copy(
    cast: Cast, browser: Browser, tmp_path: Path, asks: Asks
) -> None:
    amina = await cast.trainee("Amina")
    path = await asks(amina, tmp_path)
    token = path.removeprefix("/file/")
    turned = token[:-1] + ("A" if token[-1] != "A" else "B")
    tried = (
        turned, token.swapcase(), token[:-1], token + "A", f"{token}%00", token[::-1], "1",
        "%2e%2e", "' OR 1=1 --",
    )  # fmt: skip
    for one in tried:
        for tail in ("", "/get"):
            status, page = await browser.opens(f"/file/{one}{tail}")
            assert status in (404, 429)
            assert "my-data" not in page
    assert (await fetched(browser, path))[:2] == b"PK"
