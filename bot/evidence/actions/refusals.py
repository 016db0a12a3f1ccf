"""Why something cannot be done with a piece now."""

from __future__ import annotations

from bot.evidence.rules.pieces import Step
from bot.kit.refusals import Refusal


class HandedIn(Refusal):
    """A version that was handed in does not change."""

    words = "evidence.handed_in_stays"


class OnRecord(Refusal):
    """An earlier version was handed in, so the piece stays."""

    words = "evidence.on_record"


class NotHandedIn(Refusal):
    """{name} has not handed it in: nobody else sees it yet."""

    words = "evidence.not_handed_in"


class TooMany(Refusal):
    """A piece holds at most {n} files and texts."""

    words = "evidence.too_many"


class LinkNotTaken(Refusal):
    """An address that no browser opens safely."""

    words = "evidence.link_not_taken"


class ContextTooLong(Refusal):
    """The line of context has at most {n} characters."""

    words = "evidence.context_too_long"


class HeldBack(Refusal):
    """A part that may hold client data is mended by a new one, not by changing it."""

    words = "evidence.held_stays"


class HoldEnded(Refusal):
    """It has been decided, or deleted for good."""

    words = "evidence.hold.ended"


class NotYours(Refusal):
    """Somebody else decides on this."""

    words = "evidence.hold.not_yours"


class WhereTooLong(Refusal):
    """Where it stands is said in at most {n} characters."""

    words = "evidence.hold.where_too_long"


class OutcomeMissing(Refusal):
    words = "evidence.missing.outcome"


class ContentMissing(Refusal):
    words = "evidence.missing.content"


class ChecksMissing(Refusal):
    words = "evidence.missing.checks"


class PlaceOpen(Refusal):
    """A file says where it was made, and nobody has said whether it may."""

    words = "evidence.missing.place"


class PlaceRemoved(Refusal):
    """It cannot be put back."""

    words = "evidence.place.gone"


class StillArriving(Refusal):
    words = "evidence.missing.wait"


MISSING: dict[Step, type[Refusal]] = {
    Step.OUTCOME: OutcomeMissing,
    Step.CONTENT: ContentMissing,
    Step.CHECKS: ChecksMissing,
    Step.PLACE: PlaceOpen,
    Step.WAIT: StillArriving,
}
