"""Presses and commands of reminders."""

from __future__ import annotations

from bot import places
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.reminders import screens
from bot.reminders.actions import choosing
from bot.reminders.addresses import (
    AskBudget,
    OpenKind,
    RemindAgain,
    SetBudget,
    SetFrequency,
    TakeBackAgain,
    Turn,
    TurnBack,
)
from bot.reminders.rules.facts import Preference
from bot.reminders.rules.moments import Snooze

routes = Routes("reminders")


async def _settings(visit: Visit[Person], person: Person) -> Screen:
    chosen = await choosing.load_preferences(visit.session, person)
    most = visit.settings.weekly_messages
    return screens.settings_screen(visit.words, person, chosen, most, visit.now)


@routes.command("reminders")
async def on_reminders_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _settings(visit, visit.person)


@routes.pressed(places.OpenReminders)
async def on_reminders(visit: Visit[Person], _address: places.OpenReminders) -> Screen:
    return await _settings(visit, visit.person)


@routes.pressed(OpenKind)
async def on_kind(visit: Visit[Person], address: OpenKind) -> Screen:
    chosen = await choosing.load_preferences(visit.session, visit.person)
    frequency = chosen.get(address.kind, Preference()).frequency
    return screens.kind_screen(visit.words, address.kind, frequency)


@routes.pressed(SetFrequency)
async def on_frequency(visit: Visit[Person], address: SetFrequency) -> Screen:
    kind, frequency = address.kind, address.frequency
    await choosing.choose_frequency(visit.session, visit.person, kind, frequency)
    return screens.kind_screen(visit.words, kind, frequency)


@routes.pressed(AskBudget)
async def on_budget_asked(visit: Visit[Person], _address: AskBudget) -> Screen:
    return screens.budget_screen(visit.words, visit.person, visit.settings.weekly_messages)


@routes.pressed(SetBudget)
async def on_budget(visit: Visit[Person], address: SetBudget) -> Screen:
    most = visit.settings.weekly_messages
    person = await choosing.choose_budget(visit.session, visit.person, address.most, most)
    return await _settings(visit, person)


@routes.pressed(RemindAgain)
async def on_again(visit: Visit[Person], address: RemindAgain) -> Screen:
    most, now = visit.settings.weekly_messages, visit.now
    until = await choosing.ask_again(
        visit.session, visit.person, address.kind, address.when, most, now
    )
    is_late = address.when is Snooze.LATER and not choosing.is_today(visit.person, until, now)
    screen = screens.again_screen(visit.words, visit.person, address.kind, until, is_late=is_late)
    return screens.keeping_place(screen, visit.expects)


@routes.pressed(TakeBackAgain)
async def on_again_taken_back(visit: Visit[Person], address: TakeBackAgain) -> Screen:
    await choosing.take_back_again(visit.session, visit.person, address.kind)
    chosen = await choosing.load_preferences(visit.session, visit.person)
    frequency = chosen.get(address.kind, Preference()).frequency
    screen = screens.undone_screen(visit.words, address.kind, frequency)
    return screens.keeping_place(screen, visit.expects)


@routes.pressed(Turn)
async def on_turned(visit: Visit[Person], address: Turn) -> Screen:
    kind, frequency = address.kind, address.frequency
    before = await choosing.choose_frequency(visit.session, visit.person, kind, frequency)
    screen = screens.turned_screen(visit.words, kind, frequency, before)
    return screens.keeping_place(screen, visit.expects)


@routes.pressed(TurnBack)
async def on_turned_back(visit: Visit[Person], address: TurnBack) -> Screen:
    kind, frequency = address.kind, address.frequency
    await choosing.choose_frequency(visit.session, visit.person, kind, frequency)
    screen = screens.undone_screen(visit.words, kind, frequency)
    return screens.keeping_place(screen, visit.expects)
