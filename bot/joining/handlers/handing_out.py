"""What to print or to send for a link that stands in the chat."""

from __future__ import annotations

from bot.joining.actions import inviting as actions
from bot.joining.addresses import OpenHandout, OpenInvitations, PrintHandout
from bot.joining.rules import Layout
from bot.joining.screens import handing_out as screens
from bot.joining.screens.inviting import Listed
from bot.kit.clock import in_zone
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

MOST_CARDS = 100
routes = Routes("joining.handing_out")


async def _handed_out(visit: Visit[Person], code: str, language: str) -> screens.HandedOut:
    if language not in LANGUAGES:
        raise ScreenOutdated(instead=OpenInvitations())
    found = await actions.load_handed_out(visit.session, visit.person, code, visit.now)
    scope = await actions.name_of_scope(visit.session, found.grant)
    link = actions.link_of(visit.bot_name, code)
    return screens.HandedOut(Listed(found, scope), link, language, visit.person.zone)


@routes.pressed(OpenHandout, needs=MANAGERS)
async def on_handout(visit: Visit[Person], address: OpenHandout) -> Screen:
    out = await _handed_out(visit, address.code, address.language)
    return screens.handout_screen(visit.words, out, address.code)


@routes.pressed(PrintHandout, needs=MANAGERS)
async def on_printed(visit: Visit[Person], address: PrintHandout) -> Screen:
    out = await _handed_out(visit, address.code, address.language)
    places = out.listed.invitation.quota - out.listed.invitation.joined
    copies = min(places, MOST_CARDS) if address.layout is Layout.CARDS else 1
    day = in_zone(visit.now, visit.person.zone).date()
    printed = screens.sheet([out] * copies, visit.words, address.layout, day)
    return screens.printed_screen(visit.words, printed)
