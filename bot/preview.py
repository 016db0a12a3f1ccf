"""The preview: a lesson on an author's phone, shown anew whenever a file of the content is saved.

Files are read in a thread; what they hold is taken into use on the loop, between two updates.
"""

from __future__ import annotations

import asyncio
import contextlib
import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.curriculum.current import current_curriculum, use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import ContentFaults, Fault, Severity
from bot.curriculum.loading import check, load
from bot.curriculum.reading.folder import Folder
from bot.curriculum.report import describe
from bot.demo_stage import House, Stage, run_with_phones, say_where
from bot.kit.address import Address
from bot.kit.clock import in_zone
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import Text, bold, lines, paragraphs, plain
from bot.preview_place import Trail, first_card, same_place
from bot.running import CannotRun

if TYPE_CHECKING:
    from bot.demo_cast import Member

COMMAND: Final = "jobbroker content preview"
AUTHOR: Final = "Author"
ZONE: Final = "Europe/Stockholm"
GATHERED_MS: Final = 50  # what is saved within so much time of each other is read together
NEAREST: Final = 5
ROOM_FOR_FAULTS: Final = 700


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the author wants to see, in which language, from which folder."""

    lesson: str
    language: str
    folder: Folder


async def run_preview(wanted: Wanted, port: int, data: Path, say: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM. Raises CannotRun for a lesson, language or content that cannot be
    shown.
    """
    folder = _folder(wanted)

    async def play(stage: Stage) -> None:
        from bot.demo_cast import set_up_cast

        phones = await set_up_cast(stage.app, stage.http, (_author(wanted.language),))
        trail = Trail(phones[AUTHOR], stage.app.poller.receive)
        stage.app.poller.receive = trail.note
        preview = Preview(stage, wanted, folder, trail, say)
        async with asyncio.TaskGroup() as group:
            group.create_task(preview.watch())
            await preview.open_lesson()
            say_where(stage.url, say, f"Save a file in {folder} to see it there. Ctrl+C stops.")

    await run_with_phones(House(port, data, f"{COMMAND} {wanted.lesson}", folder), play)


def _folder(wanted: Wanted) -> Path:
    """The folder to watch, in which all that is wanted is. Raises CannotRun."""
    folder = wanted.folder
    if not isinstance(folder, Path):
        raise CannotRun("the installed content cannot be changed: name a folder with --content")
    if wanted.language not in LANGUAGES:
        raise CannotRun(f"--language {wanted.language}: expected one of {', '.join(LANGUAGES)}")
    try:
        lessons = load(folder).lessons
    except ContentFaults as found:
        raise CannotRun(describe(found.faults, str(folder))) from found
    except OSError as fault:
        raise CannotRun(f"{fault.filename}: {fault.strerror}") from fault
    if wanted.lesson not in lessons:
        near = difflib.get_close_matches(wanted.lesson, lessons, NEAREST, cutoff=0.3)
        named = ", ".join(near or list(lessons)[:NEAREST])
        raise CannotRun(f"no lesson `{wanted.lesson}` in {folder}: nearest are {named}")
    return folder


def _author(language: str) -> Member:
    """Somebody who may read everything: lessons, and what is for tutors and coordinators."""
    from bot.demo_cast import Member
    from bot.people.rules import Role

    roles = (Role.COORDINATOR, Role.TUTOR, Role.TRAINEE)
    return Member(AUTHOR, language, "SE", ZONE.replace("/", "."), roles)


@dataclass(slots=True)
class Preview:
    """The author's phone, and what is shown on it. `told` is the message with the faults."""

    stage: Stage
    wanted: Wanted
    folder: Path
    trail: Trail
    say: Callable[[str], None]
    told: int | None = None

    async def open_lesson(self) -> None:
        """In the language that is wanted now, also where another one was wanted the last time."""
        from bot.joining.addresses import ChooseLanguage

        await self._press(ChooseLanguage(self.wanted.language))
        await self._press(first_card(current_curriculum(), self.wanted.lesson))

    async def watch(self) -> None:
        """Until cancelled."""
        # Trio, which its types speak of, is not installed.
        from watchfiles import awatch  # pyright: ignore[reportUnknownVariableType]

        async for _ in awatch(self.folder, step=GATHERED_MS):
            await self.read_again()

    async def read_again(self) -> None:
        """Take the content into use and show it, or keep what is in use and tell the faults."""
        try:
            curriculum = await asyncio.to_thread(load, self.folder)
        except ContentFaults as found:
            await self._tell("preview.kept", found.faults)
            return
        except OSError as fault:
            self.say(f"{fault.filename}: {fault.strerror}")  # it is being replaced: read next time
            return
        await self._show(curriculum)
        await self._tell_what_is_shown_wrongly()

    async def _show(self, curriculum: Curriculum) -> None:
        await self.stage.app.inbox.idle()
        before = current_curriculum()
        use_curriculum(curriculum)
        await self._take_away()
        place = same_place(self.trail.at, before, curriculum)
        if place is not None:
            await self._press(place)

    async def _tell_what_is_shown_wrongly(self) -> None:
        """What does not keep content from being used, but would not be seen as it was meant."""
        today = in_zone(self.stage.app.services.clock.now(), ZONE).date()
        found = await asyncio.to_thread(check, self.folder, today)
        faults = tuple(fault for fault in found if fault.severity is Severity.FAULT)
        if faults:
            await self._tell("preview.shown", faults)
        else:
            self.say("shown again")

    async def _tell(self, key: str, faults: tuple[Fault, ...]) -> None:
        """In the terminal all of them, on the phone as many as fit."""
        self.say(describe(faults, str(self.folder)))
        await self._take_away()
        screen = faults_screen(Words(self.wanted.language), key, faults)
        with self._whatever_the_phone_says():
            self.told = await self.stage.app.services.shower.send(screen, self.trail.author)

    async def _take_away(self) -> None:
        """The message with the faults of the last time."""
        from bot.kit.telegram.pace import Urgency

        told, self.told = self.told, None
        if told is not None:
            with self._whatever_the_phone_says():
                shower = self.stage.app.services.shower
                await shower.delete(self.trail.author, told, Urgency.ANSWER)

    @staticmethod
    def _whatever_the_phone_says() -> contextlib.AbstractContextManager[None]:
        """An author who has blocked the bot still has the terminal."""
        from bot.kit.telegram.show import Blocked, NotSent, Uncertain

        return contextlib.suppress(Blocked, NotSent, Uncertain)

    async def _press(self, to: Address) -> None:
        """As if the newest message with buttons had this one, too: the bot answers there."""
        chat = f"phone/people/{self.trail.author}/chats/{self.trail.author}"
        async with self.stage.http.get(f"{chat}/messages?limit=50") as answer:
            messages: list[dict[str, Any]] = await answer.json()
        pressable = [one["message_id"] for one in messages if "reply_markup" in one]
        if pressable:
            body = {"message_id": pressable[-1], "data": to.pack(), "anyhow": True}
            async with self.stage.http.post(f"{chat}/press", json=body) as answer:
                answer.raise_for_status()


def faults_screen(words: Words, key: str, faults: Sequence[Fault]) -> Screen:
    """The first faults with file, line and remedy, and how many more there are."""
    told: list[Text] = []
    for fault in faults:
        one = lines(bold(f"{fault.file}:{fault.line}"), f"{fault.problem} — {fault.remedy}")
        if told and len(plain(paragraphs(*told, one))) > ROOM_FOR_FAULTS:
            break
        told.append(one)
    left = len(faults) - len(told)
    more = words.count_text("preview.more", left) if left else ()
    return Screen(paragraphs(words.text(key), *told, more))
