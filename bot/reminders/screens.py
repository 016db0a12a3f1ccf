"""Reminders themselves, what follows from their buttons, and the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.meetings.addresses import OpenMeeting, OpenMeetings
from bot.people.rules import Person
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
from bot.reminders.rules.deciding import Reminder
from bot.reminders.rules.facts import Frequency, Kind, Preference, Source, Waiting
from bot.reminders.rules.moments import Snooze, study_is_quiet

MILESTONES_NAMED: Final = 5
MEETINGS_NAMED: Final = 2
MOST_CHOICES: Final = 6


def reminder_screen(words: Words, reminder: Reminder, zone: str) -> Screen:
    """One message; it expects nothing, so that it moves nobody's place."""
    return Screen(
        paragraphs(bold(words(f"reminders.head.{reminder.kind}")), _said(words, reminder, zone)),
        (*button_rows(_next_thing(words, reminder)), *_choices(words, reminder.kind)),
    )


def _said(words: Words, reminder: Reminder, zone: str) -> Text:
    kind = reminder.kind
    if kind is Kind.WAITING:
        return lines(*_waiting(words, reminder.waiting))
    if kind is Kind.MEETING:
        met = reminder.meetings[:MEETINGS_NAMED]
        rows = [lines(bold(m.title), words.moment(m.starts_at, zone), m.place) for m in met]
        return paragraphs(*rows)
    if kind in (Kind.MILESTONE, Kind.MISSED):
        named = reminder.milestones[:MILESTONES_NAMED]
        dates = [f"{m.title}: {words.moment(m.due_at, zone)}" for m in named]
        return paragraphs(lines(*dates), words(f"reminders.text.{kind}"))
    if reminder.again:
        return words.text("reminders.text.again")
    if kind is Kind.INACTIVE:
        return words.count_text("reminders.text.inactive", reminder.days)
    return words.text("reminders.text.study")


def _waiting(words: Words, waiting: tuple[Waiting, ...]) -> list[str]:
    counts = {source: sum(one.source is source for one in waiting) for source in Source}
    return [words.count(f"reminders.waiting.{source}", n) for source, n in counts.items() if n]


def _next_thing(words: Words, reminder: Reminder) -> Button:
    if reminder.kind is Kind.WAITING:
        return Button(words("reminders.look"), _where_it_waits(reminder.waiting))
    if reminder.kind is Kind.MEETING:
        first, *others = reminder.meetings
        if others:
            return Button(words("meetings.all"), OpenMeetings())
        return Button(words("meetings.to_meeting"), OpenMeeting(first.id))
    if reminder.kind in (Kind.MILESTONE, Kind.MISSED):
        return Button(words("reminders.to_timeline"), places.OpenTimeline())
    return Button(words("kit.continue"), places.OpenHome())


def _where_it_waits(waiting: tuple[Waiting, ...]) -> Address:
    first = waiting[0]
    if any(one.source is not first.source for one in waiting):
        return places.OpenHome()
    if first.source is Source.ANSWER:
        one = places.OpenQuestion(first.public_id)
        return one if len(waiting) == 1 else places.OpenQuestions()
    piece = places.OpenPieceOfEvidence(first.public_id)
    return piece if len(waiting) == 1 else places.OpenEvidence()


def _choices(words: Words, kind: Kind) -> Rows:
    return button_rows(
        Button(words("reminders.later"), RemindAgain(kind, Snooze.LATER)),
        Button(words("reminders.tomorrow"), RemindAgain(kind, Snooze.TOMORROW)),
        Button(words("reminders.fewer"), Turn(kind, Frequency.FEWER)),
        Button(words("reminders.none"), Turn(kind, Frequency.OFF)),
        per_row=2,
    )


def again_screen(
    words: Words, person: Person, kind: Kind, until: datetime, *, is_late: bool
) -> Screen:
    """When the next one comes, and the way back. `is_late`: today was asked for, and is over."""
    late = words("reminders.too_late_today") if is_late else ""
    said = words("reminders.again_at", when=words.moment(until, person.zone))
    return _done(words, paragraphs(late, said), TakeBackAgain(kind))


def turned_screen(words: Words, kind: Kind, frequency: Frequency, before: Frequency) -> Screen:
    """What comes of this kind from now on, and the way back."""
    name = bold(words(f"reminders.kind.{kind}"))
    said = words.text(f"reminders.turned.{frequency}", kind=name)
    return _done(words, said, TurnBack(kind, before))


def _done(words: Words, said: Text, undo: Address) -> Screen:
    return Screen(
        said,
        button_rows(
            Button(words("reminders.undo"), undo),
            Button(words("reminders.all"), places.OpenReminders()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def undone_screen(words: Words, kind: Kind, frequency: Frequency) -> Screen:
    """It is as before; the same can be chosen once more."""
    name = bold(words(f"reminders.kind.{kind}"))
    said = words.text("reminders.undone", kind=name, frequency=words(f"reminders.is.{frequency}"))
    first = Button(words("kit.continue"), places.OpenHome())
    return Screen(said, (*button_rows(first), *_choices(words, kind)))


def settings_screen(
    words: Words, person: Person, chosen: Mapping[Kind, Preference], most: int, now: datetime
) -> Screen:
    """What somebody gets, when, and how to change each."""
    kinds = [_kind_line(words, person, kind, chosen.get(kind, Preference()), now) for kind in Kind]
    named = [Button(words(f"reminders.kind.{kind}"), OpenKind(kind)) for kind in Kind]
    return Screen(
        paragraphs(
            bold(words("reminders.title")),
            lines(*kinds),
            lines(*_when(words, person)),
            words.count("reminders.budget", min(person.weekly_budget, most)),
        ),
        button_rows(
            *named,
            Button(words("reminders.week_and_hours"), AskBudget()),
            Button(words("kit.home"), places.OpenHome()),
            per_row=2,
        ),
    )


def _kind_line(words: Words, person: Person, kind: Kind, chosen: Preference, now: datetime) -> str:
    line = f"{words(f'reminders.kind.{kind}')}: {words(f'reminders.is.{chosen.frequency}')}"
    until = chosen.snoozed_until
    if until is None or until <= now:
        return line
    return f"{line}; {words('reminders.next', when=words.moment(until, person.zone))}"


def _when(words: Words, person: Person) -> list[str]:
    days = words.listing(words.weekday(day) for day in person.study_days)
    study = words("reminders.no_study_time")
    if person.study_time and days:
        at, city = words.time(person.study_time), words.city(person.zone)
        study = words("reminders.study_time", days=days, time=at, city=city)
    quiet = words("joining.profile.never_quiet")
    if person.quiet_from != person.quiet_to:
        start, end = words.time(person.quiet_from), words.time(person.quiet_to)
        quiet = words("reminders.quiet", start=start, end=end)
    clash = words("reminders.study_is_quiet") if study_is_quiet(person) else ""
    return [study, quiet, clash]


def kind_screen(words: Words, kind: Kind, frequency: Frequency) -> Screen:
    """One kind: what it is, how often it comes, and what else one can choose."""
    others = [
        Button(words(f"reminders.choose.{one}"), SetFrequency(kind, one))
        for one in Frequency
        if one is not frequency
    ]
    return Screen(
        paragraphs(
            bold(words(f"reminders.kind.{kind}")),
            words(f"reminders.about.{kind}"),
            words("reminders.now", frequency=words(f"reminders.is.{frequency}")),
        ),
        button_rows(*others, Button(words("kit.back"), places.OpenReminders())),
    )


def budget_screen(words: Words, person: Person, most: int) -> Screen:
    """How many messages a week, from none to what the programme allows."""
    numbers = [Button(words.number(n), SetBudget(n)) for n in budget_choices(most)]
    now = words.count("reminders.budget", min(person.weekly_budget, most))
    return Screen(
        paragraphs(bold(words("reminders.per_week")), words("reminders.budget_about"), now),
        (
            *button_rows(*numbers, per_row=3),
            *button_rows(
                Button(words("reminders.hours"), places.OpenProfile()),
                Button(words("kit.back"), places.OpenReminders()),
            ),
        ),
    )


def budget_choices(most: int) -> list[int]:
    """At most six numbers from none to the most."""
    return list(range(most + 1)) if most < MOST_CHOICES else [0, 1, 2, 3, 5, most]


def keeping_place(screen: Screen, expects: Address | None) -> Screen:
    """The screen, with the chat still waiting for what it was waiting for."""
    return replace(screen, expects=expects)
