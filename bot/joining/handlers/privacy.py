"""What is stored, and what can be done about it. Open to those who withdrew, too."""

from __future__ import annotations

from bot.joining.actions import entering as actions
from bot.joining.actions.profile import set_new_messages
from bot.joining.addresses import AskWithdrawal, OpenPrivacy, SetNewMessages, Withdraw
from bot.joining.screens import privacy as screens
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person

routes = Routes("joining.privacy")


def _contact(visit: Visit[Person]) -> str:
    return visit.settings.contact or visit.words("joining.contact")


@routes.command("privacy")
async def on_privacy_command(visit: Visit[Person], _arguments: str) -> Screen:
    return screens.privacy_screen(visit.words, visit.person, _contact(visit))


@routes.pressed(OpenPrivacy)
async def on_privacy(visit: Visit[Person], _address: OpenPrivacy) -> Screen:
    return screens.privacy_screen(visit.words, visit.person, _contact(visit))


@routes.pressed(SetNewMessages)
async def on_new_messages_set(visit: Visit[Person], address: SetNewMessages) -> Screen:
    person = await set_new_messages(visit.session, visit.person, address.on)
    return screens.privacy_screen(visit.words, person, _contact(visit))


@routes.pressed(AskWithdrawal)
async def on_withdrawal_asked(visit: Visit[Person], _address: AskWithdrawal) -> Screen:
    return screens.withdrawal_screen(visit.words)


@routes.pressed(Withdraw)
async def on_withdrawn(visit: Visit[Person], _address: Withdraw) -> Screen:
    await actions.withdraw_consent(visit.session, visit.person, visit.now)
    return screens.withdrawn_screen(visit.words, _contact(visit))
