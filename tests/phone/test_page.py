"""The page of the phones, as a person at a browser meets it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.phone.server import Running
from tests.phone.page_stage import BotCalls, OnScreen, open_browser_page
from tests.phone_client import Phone

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


@pytest.fixture
async def page(server: Running, chromium: Path) -> AsyncIterator[Page]:
    async with open_browser_page(chromium) as page:
        yield page


@pytest.fixture
def calls(server: Running) -> BotCalls:
    return BotCalls(server.url, server.phone.settings.token)


@pytest.fixture
async def screen(server: Running, amina: int, page: Page) -> OnScreen:
    """Amina's phone on the open page; she has pressed Start."""
    await page.goto(server.url)
    shown = OnScreen(page, amina)
    await shown.sees("/start")
    return shown


async def test_start_opens_a_chat_without_a_word(phone: Phone, page: Page, server: Running) -> None:
    jonas = OnScreen(page, await phone.person("Jonas", language_code="de"))
    await page.goto(server.url)
    await jonas.button("Start").click()
    await jonas.sees("/start")
    await expect(jonas.field).to_be_focused()


async def test_a_message_sent_appears_and_reaches_the_bot(
    screen: OnScreen, calls: BotCalls
) -> None:
    await screen.writes("Good morning")
    await screen.sees("Good morning")
    await expect(screen.field).to_have_value("")
    assert (await calls("getUpdates", offset=-1))[0]["message"]["text"] == "Good morning"


async def test_shift_and_enter_begin_a_new_line(screen: OnScreen) -> None:
    await screen.field.press_sequentially("one")
    await screen.field.press("Shift+Enter")
    await screen.field.press_sequentially("two")
    await expect(screen.field).to_have_value("one\ntwo")


async def test_a_press_edits_the_message_where_it_stands(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    sent = await calls.says(amina, "Question 1", "Yes", "No")
    await screen.button("Yes").click()
    query = await calls.next_press()
    await calls("answerCallbackQuery", callback_query_id=query["id"])
    changed = {"chat_id": amina, "message_id": sent["message_id"], "text": "Question 2"}
    await calls("editMessageText", **changed, reply_markup=query["message"]["reply_markup"])
    await screen.sees("Question 2")
    await expect(screen.bubble("Question")).to_have_count(1)
    await expect(screen.button("Yes")).to_be_focused()


async def test_a_toast_is_text_in_a_live_region(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    await calls.says(amina, "Question 1", "Yes")
    await screen.button("Yes").click()
    query = await calls.next_press()
    await calls("answerCallbackQuery", callback_query_id=query["id"], text="Saved")
    await expect(screen.notice).to_have_text("Saved")
    await expect(screen.notice).to_have_attribute("aria-live", "polite")


async def test_an_alert_waits_and_escape_closes_it(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    await calls.says(amina, "Question 1", "Yes")
    await screen.button("Yes").click()
    query = await calls.next_press()
    answer = {"callback_query_id": query["id"], "text": "Closed for today", "show_alert": True}
    await calls("answerCallbackQuery", **answer)
    alert = screen.screen.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Closed for today")
    await screen.page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(screen.button("Yes")).to_be_focused()


async def test_hostile_text_stays_text(screen: OnScreen, calls: BotCalls, amina: int) -> None:
    await calls.says(amina, HOSTILE, HOSTILE[:60])
    await screen.writes(HOSTILE)
    await expect(screen.bubble(HOSTILE)).to_have_count(2)
    assert await screen.log.locator("img, script").count() == 0
    assert await screen.page.title() != "taken"


async def test_a_link_that_runs_something_is_no_link(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    entity = {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/a"}
    await calls.says(amina, "Open it", entities=[entity])
    link = screen.log.get_by_role("link", name="Open")
    await expect(link).to_have_attribute("href", "https://example.org/a")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    module = "import('/web/links.js').then((links) => links.safeAddress('javascript:alert(1)'))"
    assert await screen.page.evaluate(module) is None


async def test_several_pictures_become_one_album(
    screen: OnScreen, tmp_path: Path, picture: bytes
) -> None:
    paths = [tmp_path / name for name in ("one.png", "two.png", "three.png")]
    for path in paths:
        path.write_bytes(picture)
    async with screen.page.expect_file_chooser() as chooser:
        await screen.button("Attach files").click()
    await (await chooser.value).set_files(paths)
    await screen.screen.get_by_label("Add a caption").fill("Open day")
    await screen.button("Send").last.click()
    await expect(screen.bubble("Open day").locator(".album .picture")).to_have_count(3)


async def test_pictures_can_go_as_files(screen: OnScreen, tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "certificate.png"
    path.write_bytes(picture)
    async with screen.page.expect_file_chooser() as chooser:
        await screen.button("Attach files").click()
    await (await chooser.value).set_files(path)
    await screen.screen.get_by_role("radio", name="File").check()
    await screen.button("Send").last.click()
    await screen.sees("certificate.png")


async def test_a_recording_arrives_as_opus_in_ogg(
    screen: OnScreen, phone: Phone, amina: int
) -> None:
    await screen.button("Record a voice message").click()
    await expect(screen.screen.get_by_text("0:01")).to_be_visible()
    await screen.button("Send").click()
    await expect(screen.log.get_by_role("button", name="Play: Voice message")).to_be_visible()
    voice = (await phone.messages(amina))[-1]["voice"]
    assert voice["mime_type"] == "audio/ogg"
    decode = """async (id) => {
        const bytes = await (await fetch(`/phone/files/${id}`)).arrayBuffer();
        return (await new AudioContext().decodeAudioData(bytes)).duration;
    }"""
    assert await screen.page.evaluate(decode, voice["file_id"]) > 0.5


async def test_block_and_unblock_reach_the_bot(
    screen: OnScreen, phone: Phone, calls: BotCalls
) -> None:
    await screen.chooses("Chat menu", "Block the bot")
    await expect(screen.screen.get_by_text("Bot blocked")).to_be_visible()
    await expect(screen.field).to_have_count(0)
    await screen.button("Unblock").click()
    await expect(screen.field).to_be_visible()
    changes = [one["my_chat_member"] for one in await calls("getUpdates", offset=-2)]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]


async def test_a_reply_quotes_and_ones_own_message_can_be_edited(
    screen: OnScreen, phone: Phone, amina: int
) -> None:
    await screen.chooses("Message menu", "Reply")
    await screen.writes("To begin with")
    await screen.sees("To begin with")
    await screen.field.press("ArrowUp")
    await screen.field.fill("To begin at the beginning")
    await screen.field.press("Enter")
    await screen.sees("To begin at the beginning")
    message = (await phone.messages(amina))[-1]
    assert message["edit_date"]
    assert message["reply_to_message"]["text"] == "/start"


async def test_deleted_messages_go(screen: OnScreen, calls: BotCalls, amina: int) -> None:
    sent = await calls.says(amina, "A slip")
    await screen.sees("A slip")
    await calls("deleteMessage", chat_id=amina, message_id=sent["message_id"])
    await expect(screen.bubble("A slip")).to_have_count(0)
