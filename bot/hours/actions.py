"""Setting one's hours, one's days away, and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.hours import store
from bot.hours.addresses import ChooseDeputy, OpenAway, WriteAway, WriteDay
from bot.hours.rules.absence import MOST_AWAY, Days, are_fit, read_days
from bot.hours.rules.calendar import Away
from bot.hours.rules.setting import Setting
from bot.hours.rules.week import EMPTY, PRESETS, Preset, read_spans, with_day
from bot.kit.clock import in_zone
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.people.store import find_people_with, load_people

ANSWERING = (Role.TUTOR, Role.COORDINATOR)


class HoursUnclear(Refusal):
    """These are no hours of a day."""

    words = "hours.unclear"


class DaysUnclear(Refusal):
    """These are no days."""

    words = "hours.days_unclear"


class DaysUnfit(Refusal):
    """They are over, the wrong way round, or more than a year."""

    words = "hours.days_unfit"


class TooManyAbsences(Refusal):
    """At most {most} are kept."""

    words = "hours.too_many"


@dataclass(frozen=True, slots=True)
class Overview:
    """All that somebody has set, with those who stand in by id."""

    setting: Setting
    away: Sequence[Away]
    deputies: dict[int, Person]
    today: date


async def load_overview(session: AsyncSession, person: Person, now: datetime) -> Overview:
    """For its screens."""
    setting = await store.load_setting(session, person)
    today = in_zone(now, setting.zone).date()
    away = await store.find_away(session, person.id, today)
    named = {one.deputy_id for one in away if one.deputy_id is not None}
    deputies = await load_people(session, named) if named else {}
    return Overview(setting, away, deputies, today)


async def set_preset(session: AsyncSession, person: Person, preset: Preset) -> None:
    """A week that many people have, in the zone of their profile."""
    setting = await store.load_setting(session, person)
    await store.save_setting(
        session, person.id, replace(setting, week=PRESETS[preset], zone=person.zone)
    )


async def drop_week(session: AsyncSession, person: Person) -> None:
    """No fixed hours any more; days away stay."""
    setting = await store.load_setting(session, person)
    await store.save_setting(session, person.id, replace(setting, week=None))


async def write_day(session: AsyncSession, person: Person, day: int, written: str) -> None:
    """The hours of one day. Raises HoursUnclear, ScreenOutdated for a day that is none."""
    _must_be_day(day)
    spans = read_spans(written)
    if spans is None:
        raise HoursUnclear(instead=WriteDay(day))
    setting = await store.load_setting(session, person)
    zone = setting.zone if setting.week else person.zone
    week = with_day(setting.week or EMPTY, day, spans)
    await store.save_setting(session, person.id, replace(setting, week=week, zone=zone))


async def set_day(session: AsyncSession, person: Person, day: int, *, free: bool) -> None:
    """Free, or as on the day before. A week without any hours is none. Raises ScreenOutdated."""
    _must_be_day(day)
    setting = await store.load_setting(session, person)
    week = setting.week or EMPTY
    week = with_day(week, day, () if free else week[(day - 1) % 7])
    kept = week if any(week) else None
    await store.save_setting(session, person.id, replace(setting, week=kept))


def _must_be_day(day: int) -> None:
    if day not in range(7):
        raise ScreenOutdated


async def keep_holidays(session: AsyncSession, person: Person, *, free: bool) -> None:
    """Those of the country in their profile."""
    setting = await store.load_setting(session, person)
    country = person.country if free else None
    await store.save_setting(session, person.id, replace(setting, country=country))


async def take_zone(session: AsyncSession, person: Person) -> None:
    """The same hours by the clock of the zone in their profile."""
    setting = await store.load_setting(session, person)
    await store.save_setting(session, person.id, replace(setting, zone=person.zone))


async def speak(session: AsyncSession, person: Person, language: str, *, speaks: bool) -> None:
    """One language more or less; what is no language of ours changes nothing."""
    setting = await store.load_setting(session, person)
    changed = setting.languages | {language} if speaks else setting.languages - {language}
    kept = frozenset(changed) & frozenset(LANGUAGES)
    await store.save_setting(session, person.id, replace(setting, languages=kept))


async def write_away(
    session: AsyncSession, person: Person, written: str, words: Words, now: datetime
) -> Away:
    """Days as people write them. Raises DaysUnclear, DaysUnfit, TooManyAbsences."""
    today = in_zone(now, person.zone).date()
    days = read_days(written, words.months(), today)
    if days is None:
        raise DaysUnclear(instead=WriteAway())
    return await add_away(session, person, days, now)


async def add_away(session: AsyncSession, person: Person, days: Days, now: datetime) -> Away:
    """The same days twice are there once. Raises DaysUnfit, TooManyAbsences."""
    today = in_zone(now, person.zone).date()
    if not are_fit(days, today):
        raise DaysUnfit(instead=WriteAway())
    if await store.count_away(session, person.id, today) >= MOST_AWAY:
        raise TooManyAbsences(instead=OpenAway(), most=MOST_AWAY)
    number = await store.add_away(session, person.id, days.first, days.last, now)
    return Away(days.first, days.last, None, number)


async def load_own_away(session: AsyncSession, person: Person, away_id: int) -> Away:
    """Raises ScreenOutdated for one that is not theirs or not there."""
    found = await store.load_away(session, person.id, away_id)
    if found is None:
        raise ScreenOutdated(instead=OpenAway())
    return found


async def find_deputies(session: AsyncSession, person: Person) -> list[Person]:
    """Colleagues whose scope holds one of theirs: tutors first, who speaks their language first."""
    staff = await find_people_with(session, *ANSWERING)
    own = [grant for grant in person.grants if grant.role in ANSWERING]
    found = [one for one in staff if one.id != person.id and not one.erasing]
    near = [one for one in found if any(_reaches(grant, own) for grant in one.grants)]
    return sorted(
        near,
        key=lambda one: (not one.has(Role.TUTOR), one.language != person.language, one.name),
    )


def _reaches(grant: Grant, own: Sequence[Grant]) -> bool:
    if grant.role not in ANSWERING:
        return False
    scopes = {(one.scope_kind, one.scope) for one in own}
    everywhere = ScopeKind.PROGRAMME in (grant.scope_kind, *(kind for kind, _ in scopes))
    return everywhere or (grant.scope_kind, grant.scope) in scopes


async def set_deputy(session: AsyncSession, person: Person, away_id: int, public: str) -> Away:
    """A colleague, or nobody. Raises ScreenOutdated for one who cannot."""
    away = await load_own_away(session, person, away_id)
    chosen = None
    if public:
        deputies = await find_deputies(session, person)
        chosen = next((one for one in deputies if one.public_id == public), None)
        if chosen is None:
            raise ScreenOutdated(instead=ChooseDeputy(away_id))
    deputy_id = chosen.id if chosen else None
    await store.save_deputy(session, person.id, away_id, deputy_id)
    return replace(away, deputy_id=deputy_id)
