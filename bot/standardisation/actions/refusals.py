"""What cannot be done with an exercise, and why."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class SampleGone(Refusal):
    """The content has changed since the draft was made."""

    words = "standardisation.sample_gone"


class TooFewJudges(Refusal):
    words = "standardisation.too_few_judges"


class TooManyJudges(Refusal):
    words = "standardisation.too_many_judges"


class NoDay(Refusal):
    """`example` is a day as it can be written."""

    words = "standardisation.no_day"


class DayDoesNotFit(Refusal):
    words = "standardisation.day_does_not_fit"


class IsClosed(Refusal):
    words = "standardisation.is_closed"


class IsOpen(Refusal):
    words = "standardisation.is_open"


class IsSigned(Refusal):
    words = "standardisation.is_signed"


class CommentLength(Refusal):
    words = "standardisation.comment_length"


class Incomplete(Refusal):
    """`criteria` names those that lack something."""

    words = "standardisation.incomplete"


class AlreadyReminded(Refusal):
    words = "standardisation.already_reminded"
