"""The page of the phones in a browser, and the bot's side of it as bare calls."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, FormData
from playwright.async_api import Locator, Page, async_playwright, expect

Json = dict[str, Any]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)


@asynccontextmanager
async def open_browser_page(chromium: Path, **context: Any) -> AsyncIterator[Page]:
    """An English page with the microphone allowed; an error in its scripts fails the test."""
    wanted: Json = {"locale": "en-GB", "viewport": {"width": 1280, "height": 860}} | context
    wanted["permissions"] = ["microphone", "clipboard-read", "clipboard-write"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = await (await browser.new_context(**wanted)).new_page()
        page.set_default_timeout(10_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        await browser.close()
    assert faults == []


class OnScreen:
    """One person's phone as it shows on the page."""

    def __init__(self, page: Page, person: int) -> None:
        self.page = page
        self.screen = page.locator(f"#phone-{person}")
        self.log = self.screen.get_by_role("log")
        self.field = self.screen.get_by_role("textbox", name="Message from")
        self.notice = self.screen.get_by_role("status")

    def bubble(self, words: str) -> Locator:
        return self.log.get_by_role("article").filter(has_text=words)

    def button(self, name: str) -> Locator:
        return self.screen.get_by_role("button", name=name, exact=True)

    async def writes(self, words: str) -> None:
        await self.field.fill(words)
        await self.field.press("Enter")

    async def sees(self, words: str) -> None:
        await expect(self.bubble(words)).to_be_visible()

    async def chooses(self, menu: str, item: str) -> None:
        await self.button(menu).last.click(force=True)
        await self.screen.get_by_role("menuitem", name=item).click()


class BotCalls:
    """The Bot API without a library, so that a test can say exactly what the bot sends."""

    def __init__(self, url: str, token: str) -> None:
        self.address = f"{url}/bot{token}"

    async def __call__(self, method: str, **fields: Any) -> Any:
        """The result of a method; values of type bytes go up as files of that name."""
        form = FormData()
        for name, value in fields.items():
            if isinstance(value, bytes):
                form.add_field(name, value, filename=f"{name}.png")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        async with (
            ClientSession() as http,
            http.post(f"{self.address}/{method}", data=form) as answer,
        ):
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def says(self, person: int, text: str, *buttons: str, **fields: Any) -> Json:
        """A message with its buttons one under another; their data are their labels."""
        if buttons:
            rows = [[{"text": label, "callback_data": label}] for label in buttons]
            fields["reply_markup"] = {"inline_keyboard": rows}
        return await self("sendMessage", chat_id=person, text=text, **fields)

    async def next_press(self) -> Json:
        """The next callback query, waiting for it."""
        offset = 0
        while True:
            for update in await self("getUpdates", timeout=5, offset=offset):
                offset = update["update_id"] + 1
                if "callback_query" in update:
                    return update["callback_query"]
