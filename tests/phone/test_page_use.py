"""The page of the phones: by keyboard, in all widths and colours, over long chats and breaks."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from bot.phone.server import Running, serve
from bot.phone.settings import PhoneSettings
from tests.phone.page_stage import BotCalls, OnScreen, open_browser_page
from tests.phone_client import Phone

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "sv", "de", "el", "es", "is")
TOP = "(element) => element.getBoundingClientRect().top"
WORDS_OF_ALL_LANGUAGES = """async () => {
    const words = await import('/web/words.js');
    return words.languageNames().map(([code]) => code);
}"""


@pytest.fixture
async def page(server: Running, chromium: Path) -> AsyncIterator[Page]:
    async with open_browser_page(chromium) as page:
        yield page


@pytest.fixture
def calls(server: Running) -> BotCalls:
    return BotCalls(server.url, server.phone.settings.token)


@pytest.fixture
async def screen(server: Running, amina: int, page: Page) -> OnScreen:
    await page.goto(server.url)
    shown = OnScreen(page, amina)
    await shown.sees("/start")
    return shown


async def test_a_question_is_answered_by_keyboard_alone(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    await calls.says(amina, "Question 1", "Yes", "No")
    await screen.sees("Question 1")
    await screen.log.focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowDown", "Enter"):
        await screen.page.keyboard.press(key)
    assert (await calls.next_press())["data"] == "No"
    await screen.page.keyboard.press("ArrowLeft")
    await expect(screen.bubble("Question 1")).to_be_focused()


async def test_a_slash_offers_the_commands(screen: OnScreen, calls: BotCalls, phone: Phone) -> None:
    offered = [{"command": name, "description": name} for name in ("home", "help", "plan")]
    await calls("setMyCommands", commands=offered)
    await expect(screen.button("Commands")).to_be_visible()
    await screen.field.press_sequentially("/h")
    await expect(screen.screen.get_by_role("option")).to_have_count(2)
    await screen.field.press("ArrowDown")
    await screen.field.press("Enter")
    await screen.sees("/help")


async def test_older_messages_come_when_scrolled_up(
    screen: OnScreen, phone: Phone, amina: int
) -> None:
    for number in range(150):
        await phone.send(amina, f"Note {number}.")
    await screen.page.reload()
    await screen.sees("Note 149.")
    await expect(screen.bubble("Note 10.")).to_have_count(0)
    first = screen.log.get_by_role("article").first
    while not await screen.bubble("/start").count():
        await first.scroll_into_view_if_needed()
        await screen.page.wait_for_timeout(50)
    await expect(screen.log.get_by_role("article")).to_have_count(151)
    await screen.button("To the latest message").click()
    await expect(screen.bubble("Note 149.")).to_be_in_viewport()


async def test_what_is_being_read_stays_where_it_is(
    screen: OnScreen, phone: Phone, calls: BotCalls, amina: int
) -> None:
    for number in range(40):
        await phone.send(amina, f"Message {number}.")
    await screen.sees("Message 39.")
    read = screen.bubble("Message 12.")
    await read.scroll_into_view_if_needed()
    await screen.page.wait_for_timeout(100)
    before = await read.evaluate(TOP)
    sent = await calls.says(amina, "A new one")
    await phone.post(
        f"/people/{amina}/chats/{amina}/delete", {"message_id": sent["message_id"] - 38}
    )
    await expect(screen.bubble("A new one")).to_be_attached()
    await expect(screen.bubble("Message 2.")).to_have_count(0)
    assert abs(await read.evaluate(TOP) - before) < 1


async def test_a_broken_connection_is_said_and_made_good(tmp_path: Path, chromium: Path) -> None:
    settings = PhoneSettings(tmp_path / "phone")
    running = await serve(settings)
    port = int(running.url.rsplit(":", 1)[1])
    async with Phone(running.url) as phone, open_browser_page(chromium) as page:
        amina = await phone.person("Amina")
        await phone.open(amina)
        await page.goto(running.url)
        screen = OnScreen(page, amina)
        await screen.sees("/start")
        await running.close()
        lost = page.get_by_role("alert").filter(has_text="Connection lost")
        await expect(lost).to_be_visible()
        again = await serve(PhoneSettings(tmp_path / "phone", port=port))
        await phone.send(amina, "While you were away")
        await screen.sees("While you were away")
        await expect(lost).to_be_hidden()
        await again.close()


async def test_a_narrow_page_shows_one_phone_at_a_time(
    server: Running, phone: Phone, amina: int, page: Page
) -> None:
    jonas = await phone.person("Jonas")
    await page.set_viewport_size({"width": 390, "height": 800})
    await page.goto(server.url)
    first, second = OnScreen(page, amina), OnScreen(page, jonas)
    await expect(first.screen).to_be_visible()
    await expect(second.screen).to_be_hidden()
    await page.get_by_role("tab", name="Amina").press("ArrowRight")
    await expect(second.screen).to_be_visible()
    await expect(first.screen).to_be_hidden()


async def test_people_groups_and_time_are_added_from_the_bar(
    screen: OnScreen, phone: Phone, server: Running
) -> None:
    page = screen.page
    await page.get_by_role("button", name="Add a person").click()
    await page.get_by_label("First name").fill("Eleni")
    await page.get_by_role("combobox", name="Language").last.select_option("el")
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(page.get_by_role("heading", name="Eleni")).to_be_visible()
    await page.get_by_role("button", name="New group").click()
    await page.get_by_label("Title").fill("Cohort 7")
    await page.get_by_role("button", name="Create").click()
    await screen.screen.locator(".back").click()
    await screen.screen.get_by_role("button", name="Cohort 7").click()
    await expect(screen.screen.get_by_role("heading", name="Cohort 7")).to_be_visible()
    await page.get_by_role("button", name="+7 days").click()
    await expect(page.locator("time.now")).to_be_visible()
    assert (await phone.get("/clock"))["offset_seconds"] == 7 * 86_400


async def test_the_page_speaks_six_languages(screen: OnScreen) -> None:
    page = screen.page
    assert tuple(await page.evaluate(WORDS_OF_ALL_LANGUAGES)) == LANGUAGES
    await page.get_by_role("combobox", name="Language").select_option("sv")
    await expect(page.locator("html")).to_have_attribute("lang", "sv")
    await expect(page.get_by_role("button", name="Lägg till en person")).to_be_visible()
    await screen.sees("/start")


async def faults(page: Page) -> list[Any]:
    """What axe finds: rule, place and what would mend it."""
    found = (await Axe().run(page)).response["violations"]
    return [
        (one["id"], node["html"], node["failureSummary"]) for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
async def test_axe_finds_nothing(
    screen: OnScreen, calls: BotCalls, amina: int, picture: bytes, colours: Any, width: int
) -> None:
    await calls.says(amina, "<b>Question</b> <tg-spoiler>1</tg-spoiler>", "Yes", parse_mode="HTML")
    await calls("sendPhoto", chat_id=amina, photo=picture, caption="A picture")
    await calls("sendDocument", chat_id=amina, document=picture)
    await calls("sendVoice", chat_id=amina, voice=picture)
    await screen.writes("Mine")
    await screen.sees("Mine")
    await screen.page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    await screen.page.set_viewport_size({"width": width, "height": 860})
    await screen.page.reload()
    await screen.sees("Mine")
    assert await faults(screen.page) == []
    await screen.button("Chat menu").click()
    assert await faults(screen.page) == []


async def test_colours_can_be_chosen_and_stay(screen: OnScreen) -> None:
    page = screen.page
    background = "getComputedStyle(document.body).backgroundColor"
    seen = set[str]()
    for name in ("As the system", "Light", "Dark"):
        button = page.get_by_role("button", name=f"Colours: {name}")
        await expect(button).to_be_visible()
        seen.add(await page.evaluate(background))
        if name != "Dark":
            await button.click()
    assert len(seen) == 2
    await page.reload()
    await expect(page.get_by_role("button", name="Colours: Dark")).to_be_visible()
