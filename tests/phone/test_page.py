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
    await expect(screen.screen.get_by_text("0:02")).to_be_visible()
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


GIVES_FILE = """(field, kind) => {
    const file = new File([new Uint8Array(9)], "scan.pdf", { type: "application/pdf" });
    const carrier = new DataTransfer();
    carrier.items.add(file);
    const options = { bubbles: true, cancelable: true };
    field.dispatchEvent(kind === "paste"
        ? new ClipboardEvent(kind, { ...options, clipboardData: carrier })
        : new DragEvent(kind, { ...options, dataTransfer: carrier }));
}"""


@pytest.mark.parametrize("way", ["paste", "drop"])
async def test_files_can_be_pasted_and_dropped(screen: OnScreen, way: str) -> None:
    await screen.field.evaluate(GIVES_FILE, way)
    await expect(screen.screen.get_by_role("dialog", name="Send files")).to_be_visible()
    await screen.page.keyboard.press("Enter")
    await screen.sees("scan.pdf")


async def test_a_reply_keyboard_sends_its_words_and_goes_when_it_is_removed(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    keyboard = {"keyboard": [[{"text": "Photo"}, {"text": "Done"}]], "resize_keyboard": True}
    await calls.says(amina, "Send something", reply_markup=keyboard)
    await screen.button("Done").click()
    await screen.sees("Done")
    await calls.says(amina, "Thank you", reply_markup={"remove_keyboard": True})
    await expect(screen.button("Done")).to_have_count(0)


async def test_a_link_to_the_bot_opens_on_this_phone_or_another(
    screen: OnScreen, phone: Phone, calls: BotCalls, amina: int
) -> None:
    jonas = OnScreen(screen.page, await phone.person("Jonas"))
    await expect(jonas.button("Start")).to_be_visible()
    bot = (await calls("getMe"))["username"]
    await calls.says(amina, f"Invite: https://t.me/{bot}?start=CODE7")
    await screen.sees("CODE7")
    await screen.chooses("Message menu", "Open link: Jonas")
    await jonas.sees("/start CODE7")
    await screen.log.get_by_role("link", name="t.me").click()
    await screen.sees("/start CODE7")


async def test_what_the_bot_is_doing_shows_until_it_writes(
    screen: OnScreen, calls: BotCalls, amina: int
) -> None:
    await calls("sendChatAction", chat_id=amina, action="upload_photo")
    await expect(screen.screen.get_by_text("sending a photo")).to_be_visible()
    await calls.says(amina, "Here it is")
    await expect(screen.screen.get_by_text("sending a photo")).to_have_count(0)


async def test_topics_of_a_forum_are_kept_apart(
    screen: OnScreen, phone: Phone, calls: BotCalls, amina: int
) -> None:
    forum = await phone.group("Cohort 7", [amina], is_forum=True)
    topic = await calls("createForumTopic", chat_id=forum, name="Evidence")
    await calls.says(forum, "Upload here", message_thread_id=topic["message_thread_id"])
    await calls.says(forum, "Hello everybody")
    await screen.screen.locator(".back").click()
    await screen.screen.get_by_role("button", name="Cohort 7").click()
    await screen.button("Evidence").click()
    await expect(screen.bubble("Hello everybody")).to_have_count(0)
    await screen.writes("My first file")
    await screen.sees("My first file")
    said = (await phone.messages(amina, forum))[-1]
    assert said["message_thread_id"] == topic["message_thread_id"]


async def test_unread_messages_are_counted_until_they_are_seen(
    screen: OnScreen, phone: Phone, calls: BotCalls, amina: int
) -> None:
    group = await phone.group("Cohort 7", [amina])
    for number in range(3):
        await calls.says(group, f"News {number}")
    back = screen.screen.get_by_role("button", name="All chats, unread: 3")
    await expect(back).to_be_visible()
    await back.click()
    await screen.screen.get_by_role("button", name="Cohort 7").click()
    await screen.sees("News 2")
    await expect(screen.button("All chats")).to_be_visible()
