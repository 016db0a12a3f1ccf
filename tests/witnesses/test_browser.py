"""The witness's page in a real browser: a phone, six languages, light and dark, keyboard alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright, expect

from bot.kit.i18n import LANGUAGES, Words
from tests.people import Phone, Stage
from tests.phone.page_stage import ARGUMENTS
from tests.witnesses.ways import GIVEN, Browser, asks

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
TARGET = 24  # CSS pixels, WCAG 2.2


@asynccontextmanager
async def on_a_phone(chromium: Path, **context: Any) -> AsyncIterator[Page]:
    """A page of a phone's size that asks nobody but us, and whose console tells of no fault but a
    status that is meant.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = await (await browser.new_context(viewport=PHONE, **context)).new_page()
        page.set_default_timeout(10_000)
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: told.append(request.url))
        yield page
        await browser.close()
    meant = (
        "http://127.0.0.1:",
        "Failed to load resource: the server responded with a status of 4",
    )
    assert [line for line in told if not line.startswith(meant)] == []


async def every_page(page: Page, url: str, language: str) -> AsyncIterator[str]:
    """Name after name, with that page in the browser; nothing is sent."""
    words, here = Words(language), f"{url}?l={language}"
    await page.goto(here)
    yield "asked"
    await page.goto(f"{here}&answer=decline")
    yield "declining"
    await page.goto(f"{here}&answer=correct")
    yield "form"
    await page.get_by_role("button", name=words("witnesses.button.check")).click()
    yield "faults"
    await fill(page, words)
    await page.get_by_role("button", name=words("witnesses.button.check")).click()
    yield "preview"
    await page.goto(f"{url[:-4]}xxxx?l={language}")
    yield "wrong link"


async def fill(page: Page, words: Words) -> None:
    if await page.locator("#words").count():
        await page.locator("#words").fill("It was on Tuesday.")
    for field in ("name", "role", "organisation", "relation"):
        await page.locator(f"#{field}").fill(GIVEN[field])
    await page.get_by_label(words("witnesses.field.saw")).check()


async def faults_of(page: Page) -> list[str]:
    """What axe finds: rule and place."""
    found = await Axe().run(page)
    return [
        f"{fault['id']} {node['target']}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_can_be_read_aloud_and_fits_in_every_language(
    stage: Stage, amina: Phone, browser: Browser, chromium: Path, scheme: str
) -> None:
    url = browser.url + await asks(amina)
    found: list[str] = []
    async with on_a_phone(chromium, color_scheme=scheme) as page:
        for language in LANGUAGES:
            async for name in every_page(page, url, language):
                found += [f"{language} {name}: {one}" for one in await faults_of(page)]
                wide = await page.evaluate("document.documentElement.scrollWidth")
                assert wide <= PHONE["width"], f"{language} {name}: {wide} wide"
    assert found == []


async def test_by_keyboard_alone_and_without_javascript_a_witness_can_answer(
    stage: Stage, amina: Phone, browser: Browser, chromium: Path
) -> None:
    url = browser.url + await asks(amina)
    async with on_a_phone(chromium, java_script_enabled=False) as page:
        await page.goto(f"{url}?l=en")
        await tab_to(page, "a", "Yes, it was so")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Yes, it was so")).to_be_visible()
        for field in ("name", "role", "organisation", "relation"):
            await tab_to(page, f"#{field}")
            await page.keyboard.type(GIVEN[field])
        await tab_to(page, "#saw")
        await page.keyboard.press("Space")
        await tab_to(page, "button", "Check before sending")
        await page.keyboard.press("Enter")
        await tab_to(page, "button", "Send for good")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    await stage.settle()
    await amina.looks()
    amina.sees("Þórdís Ægisdóttir has confirmed")


async def tab_to(page: Page, what: str, name: str = "") -> None:
    """Press Tab until it has the focus, and the ring around it shows."""
    wanted = page.locator(f"{what}:focus").filter(has_text=name)
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await wanted.count():
            return
    raise AssertionError(f"{what} {name} cannot be reached")


async def test_a_fault_leads_to_its_field_and_what_was_typed_is_still_there(
    amina: Phone, browser: Browser, chromium: Path
) -> None:
    url = browser.url + await asks(amina)
    async with on_a_phone(chromium, java_script_enabled=False) as page:
        await page.goto(f"{url}?l=sv&answer=confirm")
        await page.locator("#role").fill("Enhetschef")
        await page.get_by_role("button", name="Kontrollera").click()
        alert = page.get_by_role("alert")
        await alert.get_by_role("link", name="Skriv ditt namn.").click()
        await expect(page.locator("#name")).to_be_in_viewport()
        await expect(page.locator("#role")).to_have_value("Enhetschef")
        await expect(page.locator("#name")).to_have_attribute("aria-invalid", "true")


async def test_everything_to_press_is_large_enough_for_a_thumb(
    amina: Phone, browser: Browser, chromium: Path
) -> None:
    url = browser.url + await asks(amina)
    async with on_a_phone(chromium) as page:
        async for name in every_page(page, url, "el"):
            for one in await page.locator("nav a, button, .button, input:not([type=hidden])").all():
                box = await one.bounding_box()
                assert box is not None
                assert box["height"] >= TARGET, f"{name}: {await one.inner_text()}"


async def test_the_language_can_be_changed_where_nothing_is_lost_by_it(
    amina: Phone, browser: Browser, chromium: Path
) -> None:
    url = browser.url + await asks(amina)
    async with on_a_phone(chromium, java_script_enabled=False) as page:
        await page.goto(f"{url}?l=en&answer=correct")
        await page.get_by_role("link", name="Íslenska").click()
        await expect(page.get_by_role("heading", name="Það var öðruvísi")).to_be_visible()
        await fill(page, Words("is"))
        await page.get_by_role("button", name=Words("is")("witnesses.button.check")).click()
        await expect(page.get_by_role("link", name="Svenska")).to_have_count(0)
