"""Other dates: the two questions, what moves, and what trainees are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Protocol

from bot import places
from bot.cohorts.addresses import (
    AskEnd,
    AskNewDue,
    AskStart,
    MoveDates,
    MoveMilestone,
    OpenCohort,
    OpenMilestone,
    OpenMove,
)
from bot.cohorts.rules import Cohort, Milestone, Move
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs

NAMED: Final = 3
Pairs = tuple[tuple[Milestone, Milestone], ...]


class Moved(Protocol):
    """A milestone as it is and as it would be, and how many trainees are told."""

    @property
    def before(self) -> Milestone: ...
    @property
    def after(self) -> Milestone: ...
    @property
    def told(self) -> int: ...


@dataclass(frozen=True, slots=True)
class News:
    """What trainees are told: other first and last days, milestones that moved, or both."""

    group: str
    dates_before: tuple[date, date] | None = None
    dates: tuple[date, date] | None = None
    along: Pairs = ()

    def to_data(self) -> dict[str, Any]:
        """As JSON can hold it, for a task."""
        return {
            "group": self.group,
            "dates": [d.isoformat() for d in (*(self.dates_before or ()), *(self.dates or ()))],
            "along": [[*_stored(before), *_stored(after)[2:4]] for before, after in self.along],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> News:
        days = [date.fromisoformat(one) for one in data["dates"]]
        along = tuple(_pair(*values) for values in data["along"])
        if not days:
            return cls(data["group"], along=along)
        return cls(data["group"], (days[0], days[1]), (days[2], days[3]), along)


def _stored(one: Milestone) -> list[Any]:
    return [one.id, one.title, one.due_on.isoformat(), one.due_time.isoformat(), one.zone]


def _pair(
    number: int, title: str, day: str, at: str, zone: str, new_day: str, new_at: str
) -> tuple[Milestone, Milestone]:
    before = Milestone(number, 0, title, date.fromisoformat(day), time.fromisoformat(at), zone)
    after = Milestone(
        number, 0, title, date.fromisoformat(new_day), time.fromisoformat(new_at), zone
    )
    return before, after


def start_screen(words: Words, cohort: Cohort, now: datetime) -> Screen:
    """Which first day the cohort is to have."""
    today = in_zone(now, cohort.zone).date()
    keep = words("cohorts.keep_start", day=cohort.starts_on)
    return Screen(
        paragraphs(
            lines(bold(cohort.name), words("cohorts.dates", **_dates(cohort))),
            bold(words("cohorts.question.start")),
            words("cohorts.hint.date", example=today),
        ),
        button_rows(
            Button(keep, AskEnd(cohort.id, cohort.starts_on.toordinal())),
            Button(words("kit.back"), OpenCohort(cohort.id)),
        ),
        expects=AskStart(cohort.id),
    )


def _dates(cohort: Cohort) -> dict[str, date]:
    return {"start": cohort.starts_on, "end": cohort.ends_on}


def end_screen(words: Words, cohort: Cohort, start: date, now: datetime) -> Screen:
    """Which last day: as long as before, the same as before, or another."""
    as_long = start + (cohort.ends_on - cohort.starts_on)
    days = [as_long, cohort.ends_on] if as_long != cohort.ends_on else [as_long]
    today = max(in_zone(now, cohort.zone).date(), start + timedelta(days=1))
    chosen = [
        Button(words.date(day), OpenMove(cohort.id, start.toordinal(), day.toordinal()))
        for day in days
        if day > start
    ]
    return Screen(
        paragraphs(
            lines(bold(cohort.name), words("cohorts.new_start", day=start)),
            bold(words("cohorts.question.end")),
            words("cohorts.hint.date", example=today),
        ),
        button_rows(*chosen, Button(words("kit.back"), AskStart(cohort.id))),
        expects=AskEnd(cohort.id, start.toordinal()),
    )


def move_screen(words: Words, move: Move, told: int) -> Screen:
    """What moves and how many are told, before anything does."""
    cohort = move.cohort
    if not move.changes:
        back = button_rows(Button(words("kit.back"), AskStart(cohort.id)))
        return Screen(paragraphs(bold(cohort.name), words("cohorts.nothing_moves")), back)
    old = words("cohorts.dates", **_dates(cohort))
    new = words("cohorts.dates", start=move.starts_on, end=move.ends_on)
    return Screen(
        paragraphs(
            lines(bold(cohort.name), words("cohorts.becomes", old=old, new=new)),
            lines(
                words.count("cohorts.move_along", len(move.along)) if move.along else "",
                *_rows(words, move.along),
            ),
            words.count("cohorts.stays_beyond", len(move.beyond))
            if move.beyond and not move.along
            else "",
            words("cohorts.meetings_stay"),
            words.count("cohorts.told", told),
        ),
        button_rows(
            Button(words("cohorts.move_all"), _yes(move, along=True)) if move.along else None,
            Button(
                words("cohorts.move_dates_only" if move.along else "cohorts.move_dates"),
                _yes(move, along=False),
            ),
            Button(words("cohorts.leave"), OpenCohort(cohort.id)),
        ),
    )


def _yes(move: Move, *, along: bool) -> MoveDates:
    start, end = move.starts_on.toordinal(), move.ends_on.toordinal()
    return MoveDates(move.cohort.id, move.cohort.version, start, end, along)


def _rows(words: Words, along: Pairs) -> list[str]:
    """The first few by name, and how many more."""
    named = [
        words(
            "cohorts.becomes_row",
            title=before.title,
            old=words.short_date(before.due_on),
            new=words.short_date(after.due_on),
        )
        for before, after in along[:NAMED]
    ]
    more = len(along) - NAMED
    return [*named, words.count("cohorts.more", more)] if more > 0 else named


def milestone_move_screen(words: Words, move: Moved, now: datetime) -> Screen:
    """What moves and how many are told, before it does."""
    before, after = move.before, move.after
    over = words("cohorts.would_be_over") if after.is_over(now) else ""
    minute = after.due_time.hour * 60 + after.due_time.minute
    yes = MoveMilestone(before.id, before.version, after.due_on.toordinal(), minute)
    return Screen(
        paragraphs(
            bold(before.title),
            words("cohorts.becomes", old=_due(words, before), new=_due(words, after)),
            over,
            words.count("cohorts.told", move.told),
        ),
        button_rows(
            Button(words("cohorts.move_one"), yes),
            Button(words("cohorts.change_due"), AskNewDue(before.id)),
            Button(words("cohorts.leave"), OpenMilestone(before.id)),
        ),
    )


def _due(words: Words, milestone: Milestone) -> str:
    return f"{words.date(milestone.due_on)}, {words.time(milestone.due_time)}"


def news_screen(words: Words, news: News, zone: str) -> Screen:
    """It expects nothing, so that it moves nobody's place; deadlines in the reader's own time."""
    dates = ""
    if news.dates and news.dates_before:
        old = words("cohorts.dates", start=news.dates_before[0], end=news.dates_before[1])
        new = words("cohorts.dates", start=news.dates[0], end=news.dates[1])
        dates = words("cohorts.becomes", old=old, new=new)
    return Screen(
        paragraphs(
            lines(bold(words("cohorts.news")), news.group),
            dates,
            lines(*_own_rows(words, news.along, zone)),
        ),
        button_rows(
            Button(words("cohorts.to_timeline"), places.OpenTimeline()),
            Button(words("kit.home"), places.OpenHome()),
            per_row=2,
        ),
    )


def _own_rows(words: Words, along: Sequence[tuple[Milestone, Milestone]], zone: str) -> list[str]:
    named = [
        words(
            "cohorts.becomes_row",
            title=before.title,
            old=words.moment(before.due_at, zone),
            new=words.moment(after.due_at, zone),
        )
        for before, after in along[:NAMED]
    ]
    more = len(along) - NAMED
    return [*named, words.count("cohorts.more", more)] if more > 0 else named
