"""The Bot API over bare HTTP: ways to send parameters, tokens, sizes, webhooks."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, FormData, web

from bot.phone.files import Upload
from bot.phone.limits import MEBIBYTE
from bot.phone.server import Running
from bot.phone.settings import DEMO_TOKEN, PhoneSettings
from bot.phone.shapes import UnknownField, as_telegram
from tests.phone_client import Phone

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def called(http: ClientSession, url: str, method: str = "getMe", **request: Any) -> Any:
    async with http.post(f"{url}/bot{DEMO_TOKEN}/{method}", **request) as answer:
        return await answer.json()


async def test_parameters_come_in_every_way(
    server: Running, http: ClientSession, amina: int
) -> None:
    wanted = {"chat_id": str(amina), "text": "Hej & hå"}
    multipart = FormData(wanted)
    multipart.add_field("unused", b"x", filename="x.txt")
    ways: list[dict[str, Any]] = [
        {"json": wanted},
        {"data": wanted},
        {"data": multipart},
        {"params": wanted},
        {"params": {"text": "overruled"}, "json": wanted},
    ]
    for way in ways:
        answer = await called(http, server.url, "SendMessage", **way)
        assert answer["result"]["text"] == "Hej & hå"
    assert list(server.phone.files.incoming.iterdir()) == []


async def test_what_is_no_json(server: Running, http: ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    for body in ("{", "[1]"):
        answer = await called(http, server.url, data=body, headers=headers)
        assert (answer["ok"], answer["error_code"]) == (False, 400)


async def test_unknown_methods_and_tokens(server: Running, http: ClientSession) -> None:
    answer = await called(http, server.url, "getNothing")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    async with http.get(f"{server.url}/botnonsense/getMe") as refused:
        assert (await refused.json())["description"] == "Unauthorized"
    async with http.get(f"{server.url}/bot77:any_token-goes/getMe") as accepted:
        assert (await accepted.json())["ok"]


def test_a_server_may_insist_on_its_token(tmp_path: Any) -> None:
    settings = PhoneSettings(tmp_path, token="5:own", any_token=False)
    assert (settings.accepts("5:own"), settings.accepts("77:other")) == (True, False)


async def test_a_defect_is_a_500_and_not_a_closed_door(
    server: Running, http: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.phone, "bot_user", lambda: 1 / 0)
    answer = await called(http, server.url)
    assert answer["error_code"] == 500


def test_a_field_that_telegram_does_not_have_is_a_fault() -> None:
    with pytest.raises(UnknownField, match="mood"):
        as_telegram("Chat", {"id": 1, "type": "private", "mood": "good"})
    nested = {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "A", "mood": 1}}
    with pytest.raises(UnknownField, match="mood"):
        as_telegram("CallbackQuery", nested | {"chat_instance": "1"})
    with pytest.raises(TypeError):
        as_telegram("Chat", {"id": 1})


async def test_a_large_upload_goes_to_disk_in_pieces(
    server: Running, http: ClientSession, amina: int
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield bytes(MEBIBYTE)

    form = FormData({"chat_id": str(amina)})
    form.add_field("document", pieces(), filename="large.bin")
    answer = await called(http, server.url, "sendDocument", data=form)
    file = server.phone.files.find(answer["result"]["document"]["file_id"])
    assert file is not None
    assert server.phone.files.content(file).stat().st_size == 40 * MEBIBYTE


async def test_a_refused_upload_is_cleared_away(
    server: Running, http: ClientSession, phone: Phone, amina: int
) -> None:
    await phone.set_limits(upload_bytes=1000)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield bytes(1000)

    form = FormData({"chat_id": str(amina)})
    form.add_field("document", pieces(), filename="large.bin")
    answer = await called(http, server.url, "sendDocument", data=form)
    assert answer["error_code"] == 413
    assert answer["description"] == "Request Entity Too Large"
    assert list(server.phone.files.incoming.iterdir()) == []


async def test_a_download_of_nothing(server: Running, http: ClientSession) -> None:
    async with http.get(f"{server.url}/file/bot{DEMO_TOKEN}/documents/none.pdf") as answer:
        assert answer.status == 404


def test_what_an_upload_leaves_can_be_dropped_twice(tmp_path: Any) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x")
    upload = Upload(path, 1, "a.txt", "text/plain")
    upload.drop()
    upload.drop()
    assert not path.exists()


class Hook:
    """A bot's webhook that fails as often as it is told to."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.complete = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.texts.append((await request.json())["message"]["text"])
        if len(self.texts) == 2:
            self.complete.set()
        return web.Response()


async def test_a_webhook_gets_every_update_until_it_takes_it(
    server: Running, http: ClientSession, phone: Phone, amina: int
) -> None:
    hook = Hook(failures=1)
    application = web.Application()
    application.add_routes([web.post("/hook", hook.take)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await called(http, server.url, "setWebhook", json={"url": url, "secret_token": "s3cret"})
    await phone.send(amina, "Hello")
    await asyncio.wait_for(hook.complete.wait(), 10)
    assert (sorted(hook.texts), hook.secrets) == (["/start", "Hello"], {"s3cret"})
    await asyncio.sleep(0.1)
    info = await called(http, server.url, "getWebhookInfo")
    assert info["result"]["pending_update_count"] == 0
    await runner.cleanup()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": ["x"]}, "must be an Array of Arrays"),
        ({"inline_keyboard": [[{"text": "x"}]]}, "Text buttons are unallowed"),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}, "must be non-empty"),
        ({"inline_keyboard": [[{"text": "x", "url": "http://localhost"}]]}, "Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]}, "is too long"),
        ({"keyboard": [[{"text": ""}]]}, "Keyboard button text must be non-empty"),
        ({"keyboard": [[5]]}, "KeyboardButton must be a String or an Object"),
    ],
)
async def test_a_bad_keyboard_is_refused(
    server: Running, http: ClientSession, amina: int, markup: Any, words: str
) -> None:
    written = markup if isinstance(markup, str) else json.dumps(markup)
    wanted = {"chat_id": amina, "text": "x", "reply_markup": written}
    answer = await called(http, server.url, "sendMessage", data=wanted, headers=FORM)
    assert answer["error_code"] == 400
    assert words.lower() in answer["description"].lower()


async def test_what_telegram_does_not_know_yet_is_ignored(
    server: Running, http: ClientSession, amina: int
) -> None:
    button = {"text": "x", "callback_data": "x", "glow": {"color": "red"}}
    wanted = {"chat_id": amina, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    answer = await called(http, server.url, "sendMessage", json=wanted)
    shown = answer["result"]["reply_markup"]["inline_keyboard"][0][0]
    assert shown == {"text": "x", "callback_data": "x"}


async def test_reply_keyboards_are_for_clients_only(
    server: Running, http: ClientSession, phone: Phone, amina: int
) -> None:
    wanted = {"chat_id": amina, "text": "x", "reply_markup": {"keyboard": [["Yes", "No"]]}}
    answer = await called(http, server.url, "sendMessage", json=wanted)
    assert "reply_markup" not in answer["result"]
    shown = (await phone.messages(amina))[-1]["reply_markup"]
    assert [button["text"] for button in shown["keyboard"][0]] == ["Yes", "No"]
