"""What an author sees: the lesson, its new text when a file is saved, and what is wrong with it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import places
from bot.cli import app
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import Fault
from bot.kit.address import Address
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import plain
from bot.lessons.addresses import AnswerCheck, OpenCard, ReadMore
from bot.preview import AUTHOR, Wanted, faults_screen, run_preview
from bot.preview_place import Trail, same_place
from tests.curriculum.folder import ContentOnDisk
from tests.phone_client import Json, Phone

LESSON = "en/lessons/eures.md"
NETWORK = "eures-network"


@dataclass
class Desk:
    """The author's folder, phone and terminal."""

    content: ContentOnDisk
    phone: Phone
    terminal: list[str] = field(default_factory=list[str])
    author: int = 0

    async def sees(self, words: str) -> Json:
        return await self.phone.wait_for(self.author, containing=words)

    async def sees_no_more(self, words: str) -> None:
        async with asyncio.timeout(10):
            async for _ in self.phone.events(after=0):
                if all(words not in shown for shown in await self.shown()):
                    return

    async def shown(self) -> list[str]:
        return [one.get("text", "") for one in await self.phone.messages(self.author)]

    async def turns(self, onward: str = "Next") -> None:
        """To another card: press a button of the newest screen."""
        await self.phone.press(self.author, await self.sees("Card"), onward)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """The preview of the small content's lesson, open on the author's phone."""
    port, content = free_port(), ContentOnDisk(tmp_path / "content")
    async with Phone(f"http://127.0.0.1:{port}") as phone:
        desk = Desk(content, phone)
        wanted = Wanted("eures", "en", content.folder)
        running = asyncio.create_task(
            run_preview(wanted, port, tmp_path / "data", desk.terminal.append)
        )
        async with asyncio.timeout(30):
            while not desk.terminal:
                assert not running.done(), running.exception()
                await asyncio.sleep(0.05)
        people = (await phone.get("/state"))["people"]
        desk.author = next(one["id"] for one in people if one["first_name"] == AUTHOR)
        await desk.sees("The aim")
        yield desk
        running.cancel()
        await asyncio.wait([running])


async def test_what_is_saved_is_seen_where_the_author_is(desk: Desk) -> None:
    assert str(desk.content.folder) in desk.terminal[0]
    await desk.turns()
    card = await desk.sees("31 countries")
    desk.content.change(LESSON, "31 countries", "32 countries")
    changed = await desk.sees("32 countries")
    assert changed["message_id"] == card["message_id"]
    assert "31 countries" not in str(await desk.shown())


async def test_a_fault_is_told_and_what_was_there_stays(desk: Desk) -> None:
    desk.content.change(LESSON, "minutes: 7", "minutes: long")
    told = await desk.sees("stays in use")
    assert f"{LESSON}:7" in told["text"]
    assert f"{desk.content.folder}/{LESSON}:7: " in desk.terminal[-1]
    await desk.turns()
    await desk.sees("31 countries")
    desk.content.change(LESSON, "minutes: long", "minutes: 8")
    await desk.sees_no_more("stays in use")


async def test_what_a_chat_cannot_show_is_told_though_it_is_in_use(desk: Desk) -> None:
    desk.content.change(LESSON, "You can use **EURES**.", "You can use it.\n\n1. now\n2. later")
    await desk.sees("You can use it.")
    assert f"{LESSON}:" in (await desk.sees("as it is meant"))["text"]


async def test_a_card_that_is_gone_leads_to_the_first(desk: Desk) -> None:
    await desk.turns()
    await desk.sees("31 countries")
    for file in (LESSON, "sv/lessons/eures.md"):
        text = (desk.content.folder / file).read_text("utf-8")
        desk.content.write(file, text.replace("{#facts}", "{#figures}"))
    await desk.sees_no_more("31 countries")
    await desk.sees("The aim")


async def test_other_rooms_are_open_and_follow_too(desk: Desk) -> None:
    await desk.phone.send(desk.author, "/lessons")
    await desk.phone.press(desk.author, await desk.sees("What there is to read"), "Tools")
    await desk.sees("All of them.")
    desk.content.change("en/modules.yaml", "All of them.", "Each of them.")
    await desk.sees("Each of them.")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("euress", "no lesson `euress` in {content}: nearest are eures\n"),
        ("eures --language fr", "--language fr: expected one of en, sv, de, el, es, is\n"),
        ("eures --content nowhere", "nowhere: No such file or directory\n"),
    ],
)
def test_what_cannot_be_shown_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = ContentOnDisk(tmp_path / "content").folder
    words = ["content", "preview", "--content", str(folder), *line.split()]
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stderr) == (1, told.format(content=folder))


def test_faulty_content_is_not_opened(tmp_path: Path) -> None:
    content = ContentOnDisk(tmp_path / "content")
    content.change(LESSON, "minutes: 7", "minutes: long")
    words = ["content", "preview", "eures", "--content", str(content.folder)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    assert f"{content.folder}/{LESSON}:7: " in result.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_faults_are_told_as_a_phone_shows(language: str) -> None:
    faults = [Fault("en/lessons/a.md", n, "so it is " * 9, "do this") for n in range(1, 20)]
    screen = faults_screen(Words(language), "preview.kept", faults)
    assert len(plain(screen.text)) <= 900
    assert "en/lessons/a.md:1\n" in plain(screen.text)
    assert plain(screen.text).count("a.md") + 13 == len(faults)


def without(content: Curriculum, card: str) -> Curriculum:
    """What is taught, but for one card of a lesson."""
    lesson = content.lessons[NETWORK]
    left = replace(lesson, cards=tuple(one for one in lesson.cards if one.id != card))
    return replace(content, lessons={**content.lessons, NETWORK: left})


@pytest.mark.parametrize(
    ("at", "then"),
    [
        (OpenCard(NETWORK, "scene"), OpenCard(NETWORK, "aim")),
        (OpenCard(NETWORK, "aim"), OpenCard(NETWORK, "aim")),
        (ReadMore(NETWORK, "scene"), OpenCard(NETWORK, "aim")),
        (OpenCard("gone", "aim"), places.OpenModules()),
        (places.OpenLesson(NETWORK), places.OpenLesson(NETWORK)),
        (places.OpenQuizzes(), places.OpenQuizzes()),
        (places.AddEvidence(), None),
        (None, None),
    ],
)
def test_the_place_after_a_change(content: Curriculum, at: Address, then: Address) -> None:
    assert same_place(at, content, without(content, "scene")) == then


def test_a_check_of_another_version_is_asked_again(content: Curriculum) -> None:
    lesson = content.lessons[NETWORK]
    card = next(one for one in lesson.cards if one.item is not None)
    assert card.item is not None
    answered = AnswerCheck(card.item.id, card.item.mark, "0", True)
    assert same_place(answered, content, content) == answered
    raised = replace(card, item=replace(card.item, version=card.item.version + 1))
    cards = tuple(raised if one is card else one for one in lesson.cards)
    lessons = {**content.lessons, NETWORK: replace(lesson, cards=cards)}
    after = replace(content, lessons=lessons)
    assert same_place(answered, content, after) == OpenCard(NETWORK, card.id)
    gone = without(content, card.id)
    assert same_place(answered, content, gone) == OpenCard(NETWORK, "aim")


async def test_only_the_authors_presses_are_followed() -> None:
    async def receive(_updates: list[Json]) -> None:
        pass

    trail = Trail(7, receive)
    packed = OpenCard(NETWORK, "aim").pack()
    for person, expected in ((8, None), (7, OpenCard(NETWORK, "aim"))):
        await trail.note([{"callback_query": {"from": {"id": person}, "data": packed}}])
        assert trail.at == expected
    await trail.note([{"message": {"from": {"id": 7}, "text": "a note"}}])
    assert trail.at is not None
    await trail.note([{"message": {"from": {"id": 7}, "text": "/home"}}])
    assert trail.at is None
