"""What is stored, and what can be done about it. Open to those who withdrew, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.joining.actions import entering as actions
from bot.joining.actions.profile import set_new_messages
from bot.joining.addresses import (
    AskWithdrawal,
    OpenConsentText,
    OpenDecisions,
    OpenPrivacy,
    SetNewMessages,
    Withdraw,
)
from bot.joining.screens import privacy as screens
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Decision, Person
from bot.people.store import find_decisions

SHOWN: Final = 10
routes = Routes("joining.privacy")


def _contact(visit: Visit[Person]) -> str:
    return visit.settings.contact or visit.words("joining.contact")


@routes.command("privacy")
async def on_privacy_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _privacy(visit, visit.person)


@routes.pressed(OpenPrivacy)
async def on_privacy(visit: Visit[Person], _address: OpenPrivacy) -> Screen:
    return await _privacy(visit, visit.person)


async def _privacy(visit: Visit[Person], person: Person) -> Screen:
    decisions = await _decisions(visit, person)
    agreed = next((one for one in decisions if one.agreed), None)
    return screens.privacy_screen(visit.words, person, agreed, _contact(visit))


async def _decisions(visit: Visit[Person], person: Person) -> Sequence[Decision]:
    return await find_decisions(visit.session, person.telegram_id, SHOWN)


@routes.pressed(OpenDecisions)
async def on_decisions(visit: Visit[Person], _address: OpenDecisions) -> Screen:
    decisions = await _decisions(visit, visit.person)
    return screens.decisions_screen(visit.words, visit.person, decisions)


@routes.pressed(OpenConsentText)
async def on_consent_text(visit: Visit[Person], address: OpenConsentText) -> Screen:
    if not 1 <= address.version <= CONSENT_VERSION:
        raise ScreenOutdated(instead=OpenDecisions())
    return screens.text_screen(visit.words, address.version, _contact(visit))


@routes.pressed(SetNewMessages)
async def on_new_messages_set(visit: Visit[Person], address: SetNewMessages) -> Screen:
    return await _privacy(visit, await set_new_messages(visit.session, visit.person, address.on))


@routes.pressed(AskWithdrawal)
async def on_withdrawal_asked(visit: Visit[Person], _address: AskWithdrawal) -> Screen:
    return screens.withdrawal_screen(visit.words)


@routes.pressed(Withdraw)
async def on_withdrawn(visit: Visit[Person], _address: Withdraw) -> Screen:
    await actions.withdraw_consent(visit.session, visit.person, visit.now)
    return screens.withdrawn_screen(visit.words, _contact(visit))
