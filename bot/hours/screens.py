"""What somebody sees of their own working time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from bot import places
from bot.hours.addresses import (
    ChooseDay,
    ChooseDeputy,
    ChooseLanguages,
    ChooseWeek,
    DropAway,
    DropWeek,
    KeepHolidays,
    LeaveQuestions,
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
from bot.hours.rules.absence import Soon
from bot.hours.rules.calendar import Away
from bot.hours.rules.free_days import next_holiday
from bot.hours.rules.setting import Setting
from bot.hours.rules.week import EMPTY, PRESETS, Day, Preset, Week, clock_of
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.people.rules import Person

SHOWN: Final = 2
LABEL: Final = 32
DEPUTIES: Final = 3


def hours_screen(
    words: Words,
    person: Person,
    setting: Setting,
    away: Sequence[Away],
    deputies: Mapping[int, Person],
    today: date,
) -> Screen:
    """Everything one has set, and what follows for those who ask."""
    absences = lines(*(away_line(words, one, deputies) for one in away[:SHOWN]))
    return Screen(
        paragraphs(
            bold(words("hours.title")),
            words.text("hours.how"),
            lines(*_week_lines(words, setting), _holidays_line(words, setting, today)),
            lines(bold(words("hours.away")), absences) if absences else (),
            words.text("hours.answers_in", languages=_spoken(words, person, setting)),
        ),
        _rows(words, person, setting),
    )


def _rows(words: Words, person: Person, setting: Setting) -> Rows:
    country, free = person.country, setting.country is not None
    holidays = words("hours.holidays_work" if free else "hours.holidays_free")
    moved = setting.week is not None and setting.zone != person.zone
    return button_rows(
        Button(words("hours.change"), ChooseWeek()),
        Button(words("hours.away"), OpenAway()),
        Button(holidays, KeepHolidays(not free)) if country and setting.week else None,
        Button(words("hours.take_zone", city=words.city(person.zone)), TakeZone())
        if moved
        else None,
        Button(words("hours.languages"), ChooseLanguages()),
        Button(words("hours.to_queue"), places.OpenQueue()),
        Button(words("kit.home"), places.OpenHome()),
    )


def _week_lines(words: Words, setting: Setting) -> list[str]:
    """Days with the same hours that follow each other are one line."""
    if setting.week is None:
        return [words("hours.none_set")]
    rows = [
        f"{_days_name(words, [day for day, _ in run])}: {_spans(spans)}"
        for spans, run in (
            (spans, list(group))
            for spans, group in groupby(enumerate(setting.week), key=lambda one: one[1])
        )
        if spans
    ]
    return [*rows, words("hours.zone", city=words.city(setting.zone))]


def _days_name(words: Words, days: Sequence[int]) -> str:
    first, last = words.weekday(days[0]), words.weekday(days[-1])
    return first if len(days) == 1 else f"{first} – {last}"


def _spans(spans: Day) -> str:
    return ", ".join(f"{clock_of(one.start):%H:%M}–{clock_of(one.end):%H:%M}" for one in spans)


def _holidays_line(words: Words, setting: Setting, today: date) -> str:
    if setting.week is None or setting.country is None:
        return ""
    country = words.country(setting.country)
    coming = next_holiday(setting.country, today, words.language)
    if coming is None:
        return words("hours.no_holidays", country=country)
    return words("hours.next_holiday", country=country, day=coming[0], name=coming[1])


def _spoken(words: Words, person: Person, setting: Setting) -> str:
    spoken = [person.language, *sorted(setting.languages - {person.language})]
    return words.listing(words.language_name(one) for one in spoken)


def away_line(words: Words, away: Away, deputies: Mapping[int, Person]) -> str:
    """The days, and who stands in."""
    deputy = deputies.get(away.deputy_id or 0)
    days = _span_of_days(words, away)
    return words("hours.stands_in", days=days, name=deputy.name[:LABEL]) if deputy else days


def _span_of_days(words: Words, away: Away) -> str:
    if away.first == away.last:
        return words.short_date(away.first)
    return f"{words.short_date(away.first)} – {words.short_date(away.last)}"


def week_screen(words: Words, setting: Setting) -> Screen:
    """A week that many have, or one's own."""
    offered = [(_preset_label(words, PRESETS[one]), SetPreset(one)) for one in Preset]
    return Screen(
        paragraphs(
            bold(words("hours.change")), lines(*_week_lines(words, setting)), words("hours.choose")
        ),
        button_rows(
            *(Button(label, to) for label, to in offered),
            Button(words("hours.own"), ChooseDay()),
            Button(words("hours.drop"), DropWeek()) if setting.week else None,
            Button(words("kit.back"), OpenHours()),
        ),
    )


def _preset_label(words: Words, week: Week) -> str:
    days = f"{words.short_weekday(0)}–{words.short_weekday(4)}"
    return f"{days} {_spans(week[0])}"


def days_screen(words: Words, setting: Setting) -> Screen:
    """Each day with its hours."""
    week = setting.week or EMPTY
    labels = [
        f"{words.short_weekday(day)}: {_spans(spans) or words('hours.free')}"
        for day, spans in enumerate(week)
    ]
    return Screen(
        paragraphs(bold(words("hours.own")), words.text("hours.own_how")),
        button_rows(
            *(Button(label[:LABEL], WriteDay(day)) for day, label in enumerate(labels)),
            Button(words("kit.back"), OpenHours()),
        ),
    )


def day_screen(words: Words, setting: Setting, day: int) -> Screen:
    """Asks for the hours of one day."""
    week = setting.week or EMPTY
    before = week[(day - 1) % 7] if day else ()
    like = words("hours.like_before", hours=_spans(before))
    return Screen(
        paragraphs(
            bold(words.weekday(day)),
            _spans(week[day]) or words("hours.free"),
            words.text("hours.write_day"),
        ),
        button_rows(
            Button(like[:LABEL], SetDay(day, free=False)) if before else None,
            Button(words("hours.day_free"), SetDay(day, free=True)) if week[day] else None,
            Button(words("kit.back"), ChooseDay()),
        ),
        expects=WriteDay(day),
    )


def languages_screen(words: Words, person: Person, setting: Setting) -> Screen:
    """One's own language is always among them."""
    others = [one for one in LANGUAGES if one != person.language]
    return Screen(
        paragraphs(
            bold(words("hours.languages")),
            words.text("hours.answers_in", languages=_spoken(words, person, setting)),
            words.text("hours.languages_how"),
        ),
        button_rows(
            *(
                Button(
                    words(
                        "hours.not_in" if one in setting.languages else "hours.also_in",
                        language=words.language_name(one),
                    ),
                    SpeakLanguage(one, one not in setting.languages),
                )
                for one in others
            ),
            Button(words("kit.back"), OpenHours()),
        ),
    )


def away_screen(words: Words, away: Sequence[Away], deputies: Mapping[int, Person]) -> Screen:
    """Days away to come."""
    shown = lines(*(away_line(words, one, deputies) for one in away[:DEPUTIES]))
    return Screen(
        paragraphs(
            bold(words("hours.away")),
            shown or words("hours.none_away"),
            words.text("hours.away_how"),
        ),
        button_rows(
            Button(words("hours.add_away"), WriteAway()),
            *(
                Button(f"{_span_of_days(words, one)}…"[:LABEL], ChooseDeputy(one.id))
                for one in away[:DEPUTIES]
            ),
            Button(words("kit.back"), OpenHours()),
        ),
    )


def write_away_screen(words: Words) -> Screen:
    """Asks for the days."""
    return Screen(
        paragraphs(bold(words("hours.add_away")), words.text("hours.write_away")),
        button_rows(
            *(Button(words(f"hours.soon.{one}"), TakeSoon(one)) for one in Soon),
            Button(words("kit.back"), OpenAway()),
        ),
        expects=WriteAway(),
    )


def deputies_screen(
    words: Words, away: Away, deputy: Person | None, found: Sequence[Person], page: int
) -> Screen:
    """One absence: who stands in, and what is in hand."""
    page = min(max(page, 0), max(len(found) - 1, 0) // DEPUTIES)
    shown = found[page * DEPUTIES : (page + 1) * DEPUTIES]
    more = len(found) > (page + 1) * DEPUTIES
    return Screen(
        paragraphs(
            bold(_span_of_days(words, away)),
            words.text("hours.deputy_is", name=deputy.name) if deputy else (),
            words.text("hours.deputy_how" if found else "hours.no_deputy"),
        ),
        (
            *button_rows(
                *(Button(_label(words, one), SetDeputy(away.id, one.public_id)) for one in shown)
            ),
            *button_rows(
                Button(words("kit.previous"), ChooseDeputy(away.id, page - 1)) if page else None,
                Button(words("kit.next"), ChooseDeputy(away.id, page + 1)) if more else None,
                per_row=2,
            ),
            (Button(words("hours.in_hand"), LeaveQuestions(away.id)),),
            (Button(words("hours.drop_away"), DropAway(away.id)),),
            (Button(words("kit.back"), OpenAway()),),
        ),
    )


def _label(words: Words, colleague: Person) -> str:
    return f"{colleague.name} · {words.language_name(colleague.language)}"[:40]
