"""The way to an erasure. Open to those who have withdrawn or not yet agreed again, too."""

from __future__ import annotations

from bot import places
from bot.kit.alphabet import folded
from bot.kit.refusals import NotAllowed
from bot.kit.telegram.roles import ANYONE
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.privacy.actions import forgetting as actions
from bot.privacy.addresses import ConfirmErasure, OpenDuties, OpenWhatStays
from bot.privacy.screens import forgetting as screens

routes = Routes("privacy.forgetting")


@routes.command("forget", needs=ANYONE)
async def on_forget_command(visit: Visit[Person], _arguments: str) -> Screen:
    return _ask(visit)


@routes.pressed(places.AskToForget, needs=ANYONE)
async def on_forget(visit: Visit[Person], _address: places.AskToForget) -> Screen:
    return _ask(visit)


def _ask(visit: Visit[Person]) -> Screen:
    """Of a visitor there is nothing to forget: they see where they stand."""
    if visit.visitor is None:
        raise NotAllowed
    return screens.forget_screen(visit.words)


@routes.pressed(OpenWhatStays, needs=ANYONE)
async def on_what_stays(visit: Visit[Person], address: OpenWhatStays) -> Screen:
    return screens.stays_screen(visit.words, actions.what_stays(visit.person), address.page)


@routes.pressed(OpenDuties, needs=ANYONE)
async def on_duties(visit: Visit[Person], _address: OpenDuties) -> Screen:
    duties = await actions.load_duties(visit.session, visit.person)
    if duties:
        return screens.duties_screen(visit.words, duties)
    return screens.confirm_screen(visit.words)


@routes.pressed(ConfirmErasure, needs=ANYONE)
async def on_confirmation_asked(visit: Visit[Person], _address: ConfirmErasure) -> Screen:
    await actions.nothing_blocks(visit.session, visit.person)
    return screens.confirm_screen(visit.words)


@routes.written(ConfirmErasure, needs=ANYONE)
async def on_word_typed(visit: Visit[Person], _address: ConfirmErasure) -> Screen | None:
    person = visit.person
    if folded(visit.message.words) != folded(visit.words("privacy.confirm.word")):
        return screens.confirm_screen(visit.words, wrong=True)
    await actions.forget(visit.session, person, actions.ASKED, visit.now)
    return None  # the message that shows the progress is the answer
