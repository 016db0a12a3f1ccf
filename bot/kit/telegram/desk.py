"""Finds the handler of an update, through aiogram's dispatcher, and the screen that answers it.

*Which text belongs where*: a Telegram reply goes to the address of what it replies to; other text
to what the chat expects; anything else is kept as a draft, and the person is asked what for.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.address import Address, AddressFault, find_address, unpack
from bot.kit.clock import Clock
from bot.kit.i18n import SOURCE, Words
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.kit.settings import Settings
from bot.kit.telegram import drafts, store
from bot.kit.telegram.acknowledging import Acknowledging
from bot.kit.telegram.gate import Gate, Handled, Turn, Ways
from bot.kit.telegram.groups import GroupDesk
from bot.kit.telegram.media import has_media, received_from
from bot.kit.telegram.payload import press_of
from bot.kit.telegram.roles import MEMBER
from bot.kit.telegram.routes import Route, Routes
from bot.kit.telegram.screen import STAYS, Button, Screen, button_rows
from bot.kit.telegram.show import Place
from bot.kit.telegram.visit import Received, Sender, Visit

P = TypeVar("P")


@dataclass
class Desk(Generic[P]):
    """One handler per kind of update, registered with aiogram; the routes decide the rest."""

    bot: Bot
    bot_name: str
    routes: Routes
    gate: Gate[P]
    ways: Ways[P]
    clock: Clock
    settings: Settings

    def __post_init__(self) -> None:
        self.acknowledge = Acknowledging(self.bot)
        self._groups: GroupDesk[P] = GroupDesk(self.bot_name, self.routes, self._visit)
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.callback_query.register(self._on_press)
        self._dispatcher.message.register(self._on_message)
        self._dispatcher.edited_message.register(self._on_edit)
        self._dispatcher.my_chat_member.register(self._on_membership)

    async def handle(self, session: AsyncSession, turn: Turn) -> Handled | None:
        """Run the slice. Raises Refusal: the caller rolls back and calls `refuse`."""
        update = json.loads(turn.update.payload)
        turn.press = press_of(update)
        answer = await self._dispatcher.feed_raw_update(
            self.bot, update, session=session, turn=turn
        )
        return self._handled(answer, turn) if isinstance(answer, Screen) else None

    async def refuse(self, session: AsyncSession, turn: Turn, refusal: Refusal) -> Handled | None:
        """The screen of a refusal, and what was to be kept in spite of it, in a new transaction."""
        turn.visit.session = session
        turn.refused = True
        if turn.visit.group is not None:
            return await self._groups.refuse(session, turn.visit, refusal)
        return self._handled(await self._refused(session, turn, refusal), turn)

    def _handled(self, screen: Screen, turn: Turn) -> Handled:
        visit = turn.visit
        pressed = visit.pressed_message if visit else None
        if pressed is not None and self.gate.wants_new_messages(_who_chooses(visit)):
            pressed = None
        values: dict[str, Any] = {}
        if not turn.refused or screen.expects:
            values["expects"] = screen.expects.pack() if screen.expects else None
        if turn.draft is not None:
            values["draft"] = turn.draft
        place = Place(turn.update.chat_id, pressed, turn.pressed_has_media)
        must_show = turn.refused or screen.fresh
        told = (visit.words.language if visit else SOURCE, turn.press)
        return Handled(turn.update.update_id, screen, place, must_show, values, *told)

    def apology(self, words: Words) -> Screen:
        """For an update that failed three times by our fault."""
        return self._way_home(words, "kit.apology")

    def outdated(self, words: Words) -> Screen:
        """For a screen that was owed by an older version and leads nowhere in this one."""
        return self._way_home(words, ScreenOutdated.words)

    def _way_home(self, words: Words, key: str) -> Screen:
        return Screen(words.text(key), button_rows(Button(words("kit.home"), self.ways.home)))

    async def _refused(self, session: AsyncSession, turn: Turn, refusal: Refusal) -> Screen:
        visit: Visit[P] = turn.visit
        for write in visit.kept:
            await write(session)
        sentence = visit.words.text(refusal.words, **refusal.values)
        if isinstance(refusal, (NotAllowed, ScreenOutdated)) and self._is_outside(visit):
            return await self.ways.visitor(visit)
        if isinstance(refusal, ScreenOutdated):
            fresh = await self._fresh(session, visit, refusal.instead or self.ways.home)
            if fresh is not None:
                turn.refused = False
                return fresh.with_note(sentence)
        back = refusal.instead
        onward = Button(visit.words("kit.continue"), back) if back else None
        home = Button(visit.words("kit.home"), self.ways.home)
        return Screen(sentence, button_rows(onward, home))

    async def _fresh(
        self, session: AsyncSession, visit: Visit[P], address: Address
    ) -> Screen | None:
        route = self.routes.presses.get(type(address))
        if route is None or not self.gate.admits(visit.visitor, route.needs):
            return None
        try:
            async with session.begin_nested():
                return await self._run(visit, route, address)
        except Refusal:
            return None

    async def _visit(
        self, session: AsyncSession, turn: Turn, user: Any, received: Received | None = None
    ) -> Visit[P]:
        sender = Sender(user.id, user.first_name, user.language_code)
        visitor = await self.gate.load(session, sender, turn.update.chat_id)
        draft = drafts.unpack(turn.chat.draft)
        turn.visit = visit = Visit(
            session=session,
            chat_id=turn.update.chat_id,
            sender=sender,
            words=Words(self.gate.language(visitor, sender)),
            now=self.clock.now(),
            bot_name=self.bot_name,
            settings=self.settings,
            visitor=visitor,
            received=received,
            draft=draft.text,
            draft_files=draft.files,
            expects=find_address(turn.chat.expects),
        )
        if visitor is not None:
            await self.gate.seen(session, visitor)
        return visit

    async def _run(self, visit: Visit[P], route: Route, argument: Any) -> Screen | None:
        if not self.gate.admits(visit.visitor, route.needs):
            if visit.visitor is not None:
                needs = route.needs
                visit.keep(lambda session: self.gate.refused(session, visit, needs))
            raise NotAllowed
        answer = await route.handler(visit, argument)
        if isinstance(answer, Address):
            return await self._run(visit, self.routes.presses[type(answer)], answer)
        return answer

    async def _on_press(
        self, query: CallbackQuery, session: AsyncSession, turn: Turn
    ) -> Screen | None:
        if query.message is not None and query.message.chat.type != "private":
            return await self._groups.on_press(query, session, turn)
        visit = await self._visit(session, turn, query.from_user)
        data = query.data or ""
        if query.message is not None and not data.startswith(STAYS):
            visit.pressed_message = query.message.message_id
            turn.pressed_has_media = has_media(query.message)
        try:
            address = unpack(data.removeprefix(STAYS))
        except AddressFault:
            raise ScreenOutdated from None
        route = self.routes.presses.get(type(address))
        if route is None:
            raise ScreenOutdated
        return await self._run(visit, route, address)

    async def _on_message(
        self, message: Message, session: AsyncSession, turn: Turn
    ) -> Screen | None:
        if message.from_user is None:
            return None
        if message.chat.type != "private":
            return await self._groups.on_message(message, session, turn)
        received = received_from(message)
        visit = await self._visit(session, turn, message.from_user, received)
        if message.text and message.text.startswith("/"):
            return await self._on_command(visit, message.text)
        target = await self._target(session, message, turn)
        if target is None:
            return await self._unaddressed(visit, turn)
        return await self._deliver(visit, turn, target)

    async def _on_command(self, visit: Visit[P], line: str) -> Screen | None:
        name, _, arguments = line[1:].partition(" ")
        route = self.routes.commands.get(name.partition("@")[0].lower())
        if route is None:
            return await self._or_visitor(visit, self.ways.unknown_command)
        return await self._run(visit, route, arguments.strip())

    async def _or_visitor(
        self, visit: Visit[P], way: Callable[[Visit[P]], Awaitable[Screen]]
    ) -> Screen:
        return await (self.ways.visitor if self._is_outside(visit) else way)(visit)

    def _is_outside(self, visit: Visit[P]) -> bool:
        """Not joined, or joined without consent to the text of today."""
        return not self.gate.admits(visit.visitor, MEMBER)

    async def _target(self, session: AsyncSession, message: Message, turn: Turn) -> Address | None:
        packed = turn.chat.expects
        if message.reply_to_message is not None:
            replied = message.reply_to_message.message_id
            packed = await store.find_address(session, message.chat.id, replied) or packed
        return find_address(packed)

    async def _deliver(self, visit: Visit[P], turn: Turn, target: Address) -> Screen | None:
        route = self.routes.answers.get(type(target))
        if route is None:
            raise ScreenOutdated
        kind = "upload" if visit.message.upload else "text" if visit.message.text else None
        if kind not in route.takes:
            if route.asks:
                return await self._unaddressed(visit, turn)
            return self._wrong_kind(visit, target, "text" if "text" in route.takes else "upload")
        packed = target.pack()
        await store.save_addresses(
            visit.session, [(visit.chat_id, visit.message.message_id, packed)]
        )
        return await self._run(visit, route, target)

    def _wrong_kind(self, visit: Visit[P], target: Address, wanted: str) -> Screen:
        return Screen(
            visit.words.text(f"kit.expected_{wanted}"),
            button_rows(Button(visit.words("kit.home"), self.ways.home)),
            expects=target,
        )

    async def _unaddressed(self, visit: Visit[P], turn: Turn) -> Screen:
        if not self._is_outside(visit):
            kept = drafts.with_sent(drafts.unpack(turn.chat.draft), visit.message, visit.now)
            turn.draft = drafts.pack(kept)
            visit.draft, visit.draft_files = kept.text, kept.files
        return await self._or_visitor(visit, self.ways.unaddressed)

    async def _on_edit(self, message: Message, session: AsyncSession, turn: Turn) -> Screen | None:
        if message.from_user is None:
            return None
        if message.chat.type != "private":
            return await self._groups.on_edit(message, session, turn)
        received = received_from(message)
        if received.other is not None:
            return None  # a live location on its way, a poll: nothing that was written
        visit = await self._visit(session, turn, message.from_user, received)
        packed = await store.find_address(session, message.chat.id, message.message_id)
        route = address = None
        if packed is not None:
            try:
                address = unpack(packed)
            except AddressFault:
                raise ScreenOutdated from None
            route = self.routes.edits.get(type(address))
        if self._is_outside(visit):
            return await self.ways.visitor(visit)
        if route is None:
            turn.refused = True
            return self._way_home(visit.words, "kit.edit_not_taken")
        return await self._run(visit, route, address)

    async def _on_membership(
        self, change: ChatMemberUpdated, session: AsyncSession, turn: Turn
    ) -> Screen | None:
        if change.chat.type != "private":
            return await self._groups.on_membership(change, session, turn)
        blocked = change.new_chat_member.status in ("kicked", "left")
        await self.gate.membership(session, change.chat.id, blocked=blocked)
        return None


def _who_chooses(visit: Visit[P]) -> P | None:
    """Whose setting says where screens go; in a group it is nobody's."""
    return None if visit.group else visit.visitor
