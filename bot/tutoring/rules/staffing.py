"""Who is told of a question first: who is there, and who speaks the language of whoever asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.hours.rules.calendar import Away, Calendar, away_at, is_open
from bot.hours.rules.setting import Presence
from bot.people.rules import Person
from bot.tutoring.rules.waiting import is_away


@dataclass(frozen=True, slots=True)
class Team:
    """Those who may answer somebody, and when each of them is there.

    `deputies` are colleagues who stand in for one who is away, and may answer as well.
    """

    staff: Sequence[Person]
    presences: Mapping[int, Presence] = field(default_factory=dict[int, Presence])
    deputies: Sequence[Person] = ()

    @property
    def calendars(self) -> list[Calendar]:
        """Of those who can be reached; of all if none can."""
        reached = [one for one in self.staff if one.blocked_at is None] or self.staff
        return [self.calendar_of(one) for one in reached]

    def calendar_of(self, person: Person) -> Calendar:
        presence = self.presences.get(person.id)
        return presence.calendar if presence else Calendar(person.zone)

    def speaks(self, person: Person, language: str) -> bool:
        """Whether they answer in a language."""
        presence = self.presences.get(person.id)
        return language in (presence.languages if presence else (person.language,))

    def away(self, person: Person, now: datetime) -> Away | None:
        """Their days away, if it is one of them."""
        return away_at(self.calendar_of(person), now)


def in_order(team: Team, people: Iterable[Person], language: str, now: datetime) -> list[Person]:
    """Those who can be reached: who speaks the language first, and who is at work before others."""
    reached = [one for one in people if one.blocked_at is None]
    return sorted(
        reached,
        key=lambda one: (
            not team.speaks(one, language),
            not is_open(team.calendar_of(one), now),
            one.id,
        ),
    )


def present(team: Team, language: str, now: datetime) -> list[Person]:
    """All who are not away, and who stands in for those who are; everybody where all are away."""
    here = [one for one in team.staff if team.away(one, now) is None]
    everybody = {one.id: one for one in (*here, *team.deputies)}
    found = in_order(team, everybody.values(), language, now)
    return found or in_order(team, team.staff, language, now)


def told_first(team: Team, language: str, now: datetime) -> list[Person]:
    """Of those present the ones who speak the language; all of them where nobody does who has been
    here of late.

    The others find the question in their queue, and are told once it has waited too long.
    """
    here = present(team, language, now)
    deputies = {one.id for one in team.deputies}
    first = [one for one in here if team.speaks(one, language) or one.id in deputies]
    speaks = any(team.speaks(one, language) and not is_away(one, now) for one in here)
    return first if speaks else here
