"""Presses and texts of working hours."""

from __future__ import annotations

from bot.hours import actions, screens
from bot.hours.addresses import (
    ChooseDay,
    ChooseDeputy,
    ChooseLanguages,
    ChooseWeek,
    DropAway,
    DropWeek,
    KeepHolidays,
    OpenAway,
    OpenHours,
    SetDay,
    SetDeputy,
    SetPreset,
    SpeakLanguage,
    TakeSoon,
    TakeZone,
    WriteAway,
    WriteDay,
)
from bot.hours.rules.absence import soon
from bot.hours.rules.calendar import Away
from bot.hours.store import delete_away, load_setting
from bot.kit.clock import in_zone
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.kit.text import plain
from bot.people.rules import Person

STAFF = "tutor|coordinator"
routes = Routes("hours")


async def _overview(visit: Visit[Person]) -> Screen:
    seen = await actions.load_overview(visit.session, visit.person, visit.now)
    return screens.hours_screen(
        visit.words, visit.person, seen.setting, seen.away, seen.deputies, seen.today
    )


@routes.command("hours", needs=STAFF)
async def on_hours_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _overview(visit)


@routes.pressed(OpenHours, needs=STAFF)
async def on_hours_pressed(visit: Visit[Person], _address: OpenHours) -> Screen:
    return await _overview(visit)


@routes.pressed(ChooseWeek, needs=STAFF)
async def on_week_pressed(visit: Visit[Person], _address: ChooseWeek) -> Screen:
    return screens.week_screen(visit.words, await load_setting(visit.session, visit.person))


@routes.pressed(SetPreset, needs=STAFF)
async def on_preset_pressed(visit: Visit[Person], address: SetPreset) -> Screen:
    await actions.set_preset(visit.session, visit.person, address.preset)
    return await _overview(visit)


@routes.pressed(DropWeek, needs=STAFF)
async def on_no_hours_pressed(visit: Visit[Person], _address: DropWeek) -> Screen:
    await actions.drop_week(visit.session, visit.person)
    return await _overview(visit)


async def _days(visit: Visit[Person]) -> Screen:
    return screens.days_screen(visit.words, await load_setting(visit.session, visit.person))


@routes.pressed(ChooseDay, needs=STAFF)
async def on_days_pressed(visit: Visit[Person], _address: ChooseDay) -> Screen:
    return await _days(visit)


@routes.pressed(WriteDay, needs=STAFF)
async def on_day_pressed(visit: Visit[Person], address: WriteDay) -> Screen:
    if address.day not in range(7):
        raise ScreenOutdated(instead=ChooseDay())
    setting = await load_setting(visit.session, visit.person)
    return screens.day_screen(visit.words, setting, address.day)


@routes.written(WriteDay, needs=STAFF)
async def on_day_written(visit: Visit[Person], address: WriteDay) -> Screen:
    await actions.write_day(
        visit.session, visit.person, address.day, plain(visit.message.text).strip()
    )
    return await _days(visit)


@routes.pressed(SetDay, needs=STAFF)
async def on_day_set(visit: Visit[Person], address: SetDay) -> Screen:
    await actions.set_day(visit.session, visit.person, address.day, free=address.free)
    return await _days(visit)


@routes.pressed(KeepHolidays, needs=STAFF)
async def on_holidays_pressed(visit: Visit[Person], address: KeepHolidays) -> Screen:
    await actions.keep_holidays(visit.session, visit.person, free=address.free)
    return await _overview(visit)


@routes.pressed(TakeZone, needs=STAFF)
async def on_zone_pressed(visit: Visit[Person], _address: TakeZone) -> Screen:
    await actions.take_zone(visit.session, visit.person)
    return await _overview(visit)


async def _languages(visit: Visit[Person]) -> Screen:
    setting = await load_setting(visit.session, visit.person)
    return screens.languages_screen(visit.words, visit.person, setting)


@routes.pressed(ChooseLanguages, needs=STAFF)
async def on_languages_pressed(visit: Visit[Person], _address: ChooseLanguages) -> Screen:
    return await _languages(visit)


@routes.pressed(SpeakLanguage, needs=STAFF)
async def on_language_pressed(visit: Visit[Person], address: SpeakLanguage) -> Screen:
    await actions.speak(visit.session, visit.person, address.language, speaks=address.speaks)
    return await _languages(visit)


async def _away(visit: Visit[Person]) -> Screen:
    seen = await actions.load_overview(visit.session, visit.person, visit.now)
    return screens.away_screen(visit.words, seen.away, seen.deputies)


@routes.pressed(OpenAway, needs=STAFF)
async def on_away_pressed(visit: Visit[Person], _address: OpenAway) -> Screen:
    return await _away(visit)


@routes.pressed(WriteAway, needs=STAFF)
async def on_add_away_pressed(visit: Visit[Person], _address: WriteAway) -> Screen:
    return screens.write_away_screen(visit.words)


async def _one(visit: Visit[Person], away: Away, page: int = 0) -> Screen:
    found = await actions.find_deputies(visit.session, visit.person)
    deputy = next((one for one in found if one.id == away.deputy_id), None)
    return screens.deputies_screen(visit.words, away, deputy, found, page)


@routes.written(WriteAway, needs=STAFF)
async def on_away_written(visit: Visit[Person], _address: WriteAway) -> Screen:
    written = plain(visit.message.text)
    away = await actions.write_away(visit.session, visit.person, written, visit.words, visit.now)
    return await _one(visit, away)


@routes.pressed(TakeSoon, needs=STAFF)
async def on_soon_pressed(visit: Visit[Person], address: TakeSoon) -> Screen:
    today = in_zone(visit.now, visit.person.zone).date()
    away = await actions.add_away(visit.session, visit.person, soon(address.soon, today), visit.now)
    return await _one(visit, away)


@routes.pressed(ChooseDeputy, needs=STAFF)
async def on_deputies_pressed(visit: Visit[Person], address: ChooseDeputy) -> Screen:
    away = await actions.load_own_away(visit.session, visit.person, address.away)
    return await _one(visit, away, address.page)


@routes.pressed(SetDeputy, needs=STAFF)
async def on_deputy_pressed(visit: Visit[Person], address: SetDeputy) -> Screen:
    away = await actions.set_deputy(visit.session, visit.person, address.away, address.person)
    return await _one(visit, away)


@routes.pressed(DropAway, needs=STAFF)
async def on_back_pressed(visit: Visit[Person], address: DropAway) -> Screen:
    await delete_away(visit.session, visit.person.id, address.away)
    screen = await _away(visit)
    return screen.with_note(visit.words("hours.dropped"))
