"""What cannot be done with a meeting, each a sentence."""

from __future__ import annotations

from bot.kit.refusals import Refusal, ScreenOutdated


class TitleLength(Refusal):
    words = "meetings.title_length"


class NoMoment(Refusal):
    """`example` is a day as it can be written."""

    words = "meetings.no_moment"


class TimeMissing(Refusal):
    words = "meetings.time_missing"


class IsPast(Refusal):
    words = "meetings.is_past"


class TimeSkipped(Refusal):
    """The clocks are put forward over it."""

    words = "meetings.time_skipped"


class NoLength(Refusal):
    words = "meetings.no_length"


class NoPlace(Refusal):
    words = "meetings.no_place"


class LinkRefused(Refusal):
    words = "meetings.link_refused"


class NobodyToInvite(Refusal):
    words = "meetings.nobody_to_invite"


class HasBegun(Refusal):
    words = "meetings.has_begun"


class NotYet(Refusal):
    words = "meetings.not_yet"


class NothingChanged(Refusal):
    words = "meetings.nothing_changed"


class NotOneself(Refusal):
    words = "meetings.not_oneself"


class IsCancelled(ScreenOutdated):
    words = "meetings.was_cancelled"


class ChangedMeanwhile(ScreenOutdated):
    words = "meetings.changed_meanwhile"
