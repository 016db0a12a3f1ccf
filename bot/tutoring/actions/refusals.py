"""Why something about a question cannot be done now."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class AlreadyClaimed(Refusal):
    """Another tutor was faster: {name}."""

    words = "tutoring.already_claimed"


class NotYours(Refusal):
    """Only who has claimed a question writes to its asker."""

    words = "tutoring.not_yours"


class ColleagueKept(Refusal):
    """The colleague, {name}, may not tutor {asker}: they judge them."""

    words = "tutoring.colleague_kept"


class NoteTooLong(Refusal):
    """A note has at most {most} characters."""

    words = "tutoring.note_too_long"


class ClosedTooLong(Refusal):
    """It was closed long ago: a new question is better."""

    words = "tutoring.closed_too_long"


class EditTooLate(Refusal):
    """The edited message is part of no question any more."""

    words = "tutoring.edit_too_late"


class CannedTooLong(Refusal):
    """A ready-made answer has at most {most} characters."""

    words = "tutoring.canned.too_long"


class CannedWithoutText(Refusal):
    """Only a name was written, or nothing."""

    words = "tutoring.canned.without_text"


class CannedNameUnfit(Refusal):
    """Its name has 2 to {most} characters."""

    words = "tutoring.canned.name_unfit"
