"""What stays when the phone is stopped, killed and started again."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.phone.server import Running, serve
from bot.phone.settings import DEMO_TOKEN, PhoneSettings
from tests.phone.conftest import png
from tests.phone_client import Json, Phone


class Bot:
    """The bot's side by bare HTTP."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def call(self, method: str, **parameters: object) -> Json:
        address = f"{self.url}/bot{DEMO_TOKEN}/{method}"
        async with ClientSession() as http, http.post(address, json=parameters) as answer:
            return await answer.json()

    async def updates(self, **wanted: object) -> list[Json]:
        return (await self.call("getUpdates", **wanted))["result"]


async def restarted(running: Running) -> Running:
    await running.close()
    return await serve(running.phone.settings)


@pytest.fixture
async def running(tmp_path: Path) -> Running:
    return await serve(PhoneSettings(tmp_path))


async def test_a_conversation_goes_on_after_a_restart(running: Running) -> None:
    async with Phone(running.url) as phone:
        amina = await phone.person("Amina", language_code="sv")
        await phone.open(amina, "CODE")
    await Bot(running.url).call("sendMessage", chat_id=amina, text="Welcome")
    running = await restarted(running)
    async with Phone(running.url) as phone:
        assert [one["text"] for one in await phone.messages(amina)] == ["/start CODE", "Welcome"]
        assert (await phone.chats(amina))[0]["unread"] == 1
        later = await phone.send(amina, "Still there?")
    assert later["message_id"] == 3
    assert [one["update_id"] for one in await Bot(running.url).updates()] == [1, 2]
    await running.close()


async def test_confirmed_updates_do_not_come_back(running: Running) -> None:
    async with Phone(running.url) as phone:
        amina = await phone.person("Amina")
        await phone.open(amina)
    assert await Bot(running.url).updates(offset=2) == []
    running = await restarted(running)
    assert await Bot(running.url).updates() == []
    await running.close()


async def test_files_keep_their_ids_and_bytes(running: Running) -> None:
    async with Phone(running.url) as phone:
        amina = await phone.person("Amina")
        (sent,) = await phone.upload(amina, ("a.png", png(800, 600)), kind="photo")
    file_id = sent["photo"][-1]["file_id"]
    running = await restarted(running)
    found = await Bot(running.url).call("getFile", file_id=file_id)
    assert found["result"]["file_unique_id"] == sent["photo"][-1]["file_unique_id"]
    again = await Bot(running.url).call("sendPhoto", chat_id=amina, photo=file_id)
    assert again["result"]["photo"] == sent["photo"]
    await running.close()


async def test_groups_topics_commands_and_blocks_stay(running: Running) -> None:
    bot = Bot(running.url)
    async with Phone(running.url) as phone:
        amina = await phone.person("Amina")
        group = await phone.group("Cohort", [amina], is_forum=True)
        await phone.block(amina)
    topic = await bot.call("createForumTopic", chat_id=group, name="Questions")
    await bot.call("setMyCommands", commands=[{"command": "home", "description": "Home"}])
    running = await restarted(running)
    async with Phone(running.url) as phone:
        state = await phone.get("/state")
        assert await phone.commands(amina) == ["home"]
    assert state["people"][0]["blocked"]
    assert state["groups"][0]["topics"][0]["id"] == topic["result"]["message_thread_id"]
    await running.close()


async def test_the_clock_only_moves_forward_and_keeps_its_place(running: Running) -> None:
    async with Phone(running.url) as phone:
        await phone.forward(86_400)
    running = await restarted(running)
    async with Phone(running.url) as phone:
        assert (await phone.get("/clock"))["offset_seconds"] == 86_400
    await running.close()


async def test_half_an_upload_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "half").write_bytes(b"half")
    running = await serve(PhoneSettings(tmp_path))
    assert list((tmp_path / "incoming").iterdir()) == []
    await running.close()


class Process:
    """The phone as a process of its own, to be killed."""

    def __init__(self, data: Path) -> None:
        self.data = data

    async def __aenter__(self) -> "Process":
        command = [sys.executable, "-m", "bot.phone", "--port", "0", "--data", str(self.data)]
        self.process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE
        )
        assert self.process.stdout is not None
        self.url = (await asyncio.wait_for(self.process.stdout.readline(), 30)).decode().strip()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.process.terminate()
        await self.process.wait()

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


async def test_a_killed_phone_gives_no_id_twice(tmp_path: Path) -> None:
    async with Process(tmp_path) as first:
        async with Phone(first.url) as phone:
            amina = await phone.person("Amina")
            await phone.open(amina)
            await asyncio.sleep(0.6)
            sent = [await phone.send(amina, f"Message {number}") for number in range(20)]
        updates = await Bot(first.url).updates()
        await first.kill()
    async with Process(tmp_path) as second, Phone(second.url) as phone:
        assert (await phone.messages(amina))[0]["text"] == "/start"
        later = await phone.send(amina, "After the crash")
        newest = (await Bot(second.url).updates())[-1]
    assert later["message_id"] > sent[-1]["message_id"]
    assert newest["update_id"] > updates[-1]["update_id"]
