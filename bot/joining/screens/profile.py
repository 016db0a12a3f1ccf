"""The profile: one question a screen, and all answers on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import Final

from bot import places
from bot.joining.addresses import AnswerStep, AskStep, SetDay
from bot.joining.answers import KEEP, NONE, packed_time, packed_zone
from bot.joining.rules import STEPS, Step
from bot.joining.screens.moving import shown_code
from bot.kit.alphabet import sort_key
from bot.kit.clock import in_zone
from bot.kit.i18n import Words, own_name
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.people.countries import ALL_ZONES, ZONES, country_of_language, in_order
from bot.people.rules import Person, Sector

A_PAGE: Final = 5  # with both neighbours and the way back: eight buttons
HOURS: Final = (time(7), time(9), time(12), time(16), time(18), time(20))
SPANS: Final = (
    (time(21), time(8)),
    (time(20), time(7)),
    (time(22), time(7)),
    (time(23), time(9)),
)
Choice = tuple[str, str]


def question_screen(words: Words, person: Person, step: Step, page: int, now: datetime) -> Screen:
    """A question, its answers as buttons, and what may be written instead."""
    first_time = not person.profile_complete
    number = STEPS.index(step) + 1
    progress = words("joining.profile.progress", n=number, total=len(STEPS)) if first_time else ""
    # Seven days and Done are eight buttons; Done leads back, too.
    leads_back = first_time or step is Step.DAYS
    back = None if leads_back else Button(words("kit.back"), places.OpenProfile())
    return Screen(
        paragraphs(
            progress,
            bold(words(f"joining.question.{step}")),
            words(f"joining.hint.{step}"),
            _present(words, person, step),
        ),
        (*_answers(words, person, step, page, now), *button_rows(back)),
        expects=AskStep(step),
    )


def _present(words: Words, person: Person, step: Step) -> str:
    if step is Step.DAYS:
        return _value(words, person, step)
    if step is Step.NAME or person.profile_complete:
        return words("joining.profile.now", value=_value(words, person, step))
    return ""


def _answers(words: Words, person: Person, step: Step, page: int, now: datetime) -> Rows:
    if step is Step.DAYS:
        return _days(words, person)
    choices = _CHOICES[step](words, person, now)
    if step in (Step.COUNTRY, Step.ZONE):
        shown, navigation = paged(words, choices, page, A_PAGE, lambda n: AskStep(step, n))
        return (*_as_buttons(step, shown, per_row=2), *navigation)
    return _as_buttons(step, choices, per_row=2 if len(choices) > 3 else 1)


def _as_buttons(step: Step, choices: Sequence[Choice], per_row: int) -> Rows:
    buttons = [Button(label, AnswerStep(step, value)) for label, value in choices]
    return button_rows(*buttons, per_row=per_row)


def _name_choices(words: Words, person: Person, _now: datetime) -> list[Choice]:
    return [(words("joining.profile.keep", value=person.name), KEEP)]


def _country_choices(words: Words, person: Person, _now: datetime) -> list[Choice]:
    proposed = person.country or country_of_language(person.language)
    return [(words.country(code), code) for code in in_order(ZONES, words, proposed)]


def _sector_choices(words: Words, _person: Person, _now: datetime) -> list[Choice]:
    return [(words(f"people.sector.{sector}"), str(sector)) for sector in Sector]


def _zone_choices(words: Words, person: Person, now: datetime) -> list[Choice]:
    near = ZONES.get(person.country or "", ())
    rest = sorted(ALL_ZONES, key=lambda zone: sort_key(words.language, words.city(zone)))
    ordered = dict.fromkeys((*near, person.zone, *rest))
    return [(_zone_label(words, zone, now), packed_zone(zone)) for zone in ordered]


def _zone_label(words: Words, zone: str, now: datetime) -> str:
    return f"{words.city(zone)}, {words.time(in_zone(now, zone).time())}"


def _hour_choices(words: Words, _person: Person, _now: datetime) -> list[Choice]:
    hours = [(words.time(at), packed_time(at)) for at in HOURS]
    return [*hours, (words("joining.profile.no_hour"), NONE)]


def _quiet_choices(words: Words, _person: Person, _now: datetime) -> list[Choice]:
    spans = [
        (_span(words, start, end), f"{packed_time(start)}-{packed_time(end)}")
        for start, end in SPANS
    ]
    return [*spans, (words("joining.profile.never_quiet"), NONE)]


_CHOICES: Final[Mapping[Step, Callable[[Words, Person, datetime], list[Choice]]]] = {
    Step.NAME: _name_choices,
    Step.COUNTRY: _country_choices,
    Step.SECTOR: _sector_choices,
    Step.ZONE: _zone_choices,
    Step.HOUR: _hour_choices,
    Step.QUIET: _quiet_choices,
}


def _days(words: Words, person: Person) -> Rows:
    """Each button says what it is now and does the other; pressed twice it does it once."""
    chosen = [_day_button(words, day, day in person.study_days) for day in range(7)]
    done = Button(words("kit.done"), AnswerStep(Step.DAYS, KEEP))
    return (*button_rows(*chosen, per_row=2), (done,))


def _day_button(words: Words, day: int, chosen: bool) -> Button:
    mark = "✓ " if chosen else ""
    name = words.weekday(day)
    return Button(f"{mark}{name[:1].upper()}{name[1:]}", SetDay(day, not chosen))


def profile_screen(words: Words, person: Person) -> Screen:
    """All answers, each with the way to change it."""
    facts = [_fact(words, person, step) for step in STEPS]
    changes = [Button(words(f"joining.label.{step}"), AskStep(step)) for step in STEPS]
    return Screen(
        paragraphs(
            bold(words("joining.profile.title")),
            lines(*facts, _language_fact(words)),
            words("joining.profile.change"),
        ),
        (
            *button_rows(*changes, per_row=2),
            *button_rows(Button(words("kit.home"), places.OpenHome())),
        ),
    )


def complete_screen(words: Words, person: Person, code: str) -> Screen:
    """The last question is answered: the recovery code, seen this once."""
    return Screen(
        paragraphs(
            bold(words("joining.profile.complete", name=person.name)),
            shown_code(words, code),
            words("joining.profile.complete_next"),
        ),
        button_rows(
            Button(words("joining.profile.to_home"), places.OpenHome()),
            Button(words("joining.profile.look"), places.OpenProfile()),
        ),
    )


def _fact(words: Words, person: Person, step: Step) -> Text:
    return text(words(f"joining.label.{step}"), ": ", _value(words, person, step))


def _language_fact(words: Words) -> Text:
    return text(words("joining.language"), ": ", own_name(words.language), " (/language)")


def _value(words: Words, person: Person, step: Step) -> str:
    nothing = words("joining.profile.nothing")
    match step:
        case Step.NAME:
            return person.name
        case Step.COUNTRY:
            return words.country(person.country) if person.country else nothing
        case Step.SECTOR:
            return words(f"people.sector.{person.sector}") if person.sector else nothing
        case Step.ZONE:
            return words.city(person.zone)
        case Step.DAYS:
            days = words.listing(words.weekday(day) for day in person.study_days)
            return days or words("joining.profile.no_days")
        case Step.HOUR:
            return words.time(person.study_time) if person.study_time else nothing
        case Step.QUIET:
            return _span(words, person.quiet_from, person.quiet_to)


def _span(words: Words, start: time, end: time) -> str:
    if start == end:
        return words("joining.profile.never_quiet")
    return f"{words.time(start)}–{words.time(end)}"
