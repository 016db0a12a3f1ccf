"""At the door: links, visitors, languages, consent."""

from __future__ import annotations

from bot import places
from bot.joining import store
from bot.joining.actions import entering as actions
from bot.joining.actions.inviting import name_of_scope
from bot.joining.actions.profile import change_language
from bot.joining.addresses import (
    Agree,
    AskInterest,
    ChooseLanguage,
    Decline,
    LeaveInterest,
    OpenConsent,
    OpenLanguages,
    ShowVisitor,
    TakeBackInterest,
)
from bot.joining.handlers.profile import show_question
from bot.joining.moving.store import find_move_from
from bot.joining.rules import next_question
from bot.joining.screens import door as screens
from bot.joining.screens.inviting import scope_name
from bot.joining.screens.moving import left_screen
from bot.joining.screens.privacy import withdrawn_screen
from bot.kit.i18n import Words
from bot.kit.telegram.roles import ANYONE, MEMBER
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person, admits

routes = Routes("joining.door")


def is_member(visit: Visit[Person]) -> bool:
    """Joined, with consent to the text of today."""
    return admits(visit.visitor, MEMBER, CONSENT_VERSION)


def contact_of(visit: Visit[Person]) -> str:
    """Whom people ask about their data, in words."""
    return visit.settings.contact or visit.words("joining.contact")


async def visitor(visit: Visit[Person], page: int = 0) -> Screen:
    """Where somebody outside stands: what a visitor reads, the choice of a language, or consent."""
    if visit.visitor is not None and visit.visitor.erasing:
        return screens.erasing_screen(visit.words)
    if visit.visitor is not None:
        welcome = visit.words("joining.consent.again")
        return _consent(visit, welcome)
    entry = await store.find_entry(visit.session, visit.sender.id)
    if entry is None or entry.invitation_id is None:
        _speak(visit, entry)
        move = await find_move_from(visit.session, visit.sender.id)
        if move is not None:
            return left_screen(visit.words, move, visit.now)
        interest = await store.find_interest(visit.session, visit.sender.id)
        return screens.visitor_screen(visit.words, page, has_interest=interest is not None)
    if entry.language is None:
        return screens.languages_screen(visit.words, visit.words.language, None)
    _speak(visit, entry)
    return screens.declined_screen(visit.words) if entry.declined else _consent(visit)


def _speak(visit: Visit[Person], entry: store.Entry | None) -> None:
    """A visitor's chosen language goes before that of the Telegram client."""
    if entry is not None and entry.language is not None:
        visit.words = Words(entry.language)


def _consent(visit: Visit[Person], welcome: str = "") -> Screen:
    return screens.consent_screen(visit.words, CONSENT_VERSION, contact_of(visit), welcome=welcome)


@routes.command("start", needs=ANYONE)
async def on_start(visit: Visit[Person], code: str) -> Screen:
    try:
        if is_member(visit):
            return await _start_as_member(visit, code)
        if code and visit.visitor is None:
            await actions.open_invitation(visit.session, visit.sender.id, code, visit.now)
    except actions.WrongCode:
        account, now = visit.sender.id, visit.now
        visit.keep(lambda session: actions.count_wrong_code(session, account, now))
        raise
    return await visitor(visit)


async def _start_as_member(visit: Visit[Person], code: str) -> Screen:
    person = visit.person
    got = await actions.join_further(visit.session, person, code, visit.now) if code else None
    if got is None:
        return screens.back_again_screen(visit.words, person.name, complete=person.profile_complete)
    scope = await name_of_scope(visit.session, got.grant)
    role = visit.words(f"people.role.{got.grant.role}")
    return screens.got_more_screen(visit.words, role, scope_name(visit.words, scope))


@routes.pressed(ShowVisitor, needs=ANYONE)
async def on_visitor_page(visit: Visit[Person], address: ShowVisitor) -> Screen:
    if is_member(visit):
        return await _start_as_member(visit, "")
    return await visitor(visit, address.page)


@routes.pressed(AskInterest, needs=ANYONE)
async def on_interest_asked(visit: Visit[Person], _address: AskInterest) -> Screen:
    _speak(visit, await store.find_entry(visit.session, visit.sender.id))
    return screens.interest_screen(visit.words, contact_of(visit))


@routes.pressed(LeaveInterest, needs=ANYONE)
async def on_interest_left(visit: Visit[Person], _address: LeaveInterest) -> Screen:
    _speak(visit, await store.find_entry(visit.session, visit.sender.id))
    if visit.visitor is None:
        sender, language = visit.sender, visit.words.language
        await store.save_interest(visit.session, sender.id, sender.first_name, language, visit.now)
    return await visitor(visit, screens.VISITOR_PAGES - 1)


@routes.pressed(TakeBackInterest, needs=ANYONE)
async def on_interest_taken_back(visit: Visit[Person], _address: TakeBackInterest) -> Screen:
    await store.delete_interest(visit.session, visit.sender.id)
    return await visitor(visit, screens.VISITOR_PAGES - 1)


@routes.command("language", needs=ANYONE)
async def on_language_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _languages(visit)


@routes.pressed(OpenLanguages, needs=ANYONE)
async def on_languages(visit: Visit[Person], _address: OpenLanguages) -> Screen:
    return await _languages(visit)


async def _languages(visit: Visit[Person]) -> Screen:
    if visit.visitor is None:
        _speak(visit, await store.find_entry(visit.session, visit.sender.id))
    back = places.OpenHome() if is_member(visit) else ShowVisitor()
    return screens.languages_screen(visit.words, visit.words.language, back, visit.expects)


@routes.pressed(ChooseLanguage, needs=ANYONE)
async def on_language_chosen(visit: Visit[Person], address: ChooseLanguage) -> Screen:
    session, language = visit.session, address.language
    if visit.visitor is None:
        await actions.choose_language_at_the_door(session, visit.sender.id, language, visit.now)
        return await visitor(visit)
    person = await change_language(session, visit.visitor, language, visit.now)
    visit.words, visit.visitor = Words(language), person
    if not is_member(visit):
        return await visitor(visit)
    if next_question(person) is not None:
        return show_question(visit, person)
    return screens.language_changed_screen(visit.words, visit.expects)


@routes.pressed(OpenConsent, needs=ANYONE)
async def on_consent(visit: Visit[Person], _address: OpenConsent) -> Screen:
    if is_member(visit):
        return await _start_as_member(visit, "")
    entry = await store.find_entry(visit.session, visit.sender.id)
    if visit.visitor is None and (entry is None or entry.invitation_id is None):
        return await visitor(visit)
    if visit.visitor is None:
        _speak(visit, entry)
    return _consent(visit)


@routes.pressed(Agree, needs=ANYONE)
async def on_agreed(visit: Visit[Person], address: Agree) -> Screen:
    sender = visit.sender
    number = await actions.agree(
        visit.session, sender.id, sender.first_name, address.version, visit.now
    )
    person = await people.load_person(visit.session, number)
    visit.words = words = Words(person.language)
    if person.profile_complete:
        return screens.back_again_screen(words, person.name, complete=True)
    roles = [words(f"people.role.{role}") for role in sorted(person.roles)]
    return screens.welcome_screen(words, roles)


@routes.pressed(Decline, needs=ANYONE)
async def on_declined(visit: Visit[Person], _address: Decline) -> Screen:
    if visit.visitor is None:
        _speak(visit, await store.find_entry(visit.session, visit.sender.id))
    await actions.decline(visit.session, visit.sender.id, visit.words.language, visit.now)
    if visit.visitor is not None:
        return withdrawn_screen(visit.words, contact_of(visit))
    return screens.declined_screen(visit.words)
