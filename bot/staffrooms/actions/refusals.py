"""Why something is not done in a group; the sentence is seen by everybody there."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class NotCoordinator(Refusal):
    """Only a coordinator connects a group, to a scope of theirs, and takes it off."""

    words = "staffrooms.not_coordinator"


class NotConnected(Refusal):
    words = "staffrooms.not_connected"


class NotTutorHere(Refusal):
    """They may not answer who asks here; nothing was sent."""

    words = "staffrooms.not_tutor"


class HeldByColleague(Refusal):
    """A colleague, {name}, has the question of {asker}."""

    words = "staffrooms.held_by_colleague"


class NotToBePassedOn(Refusal):
    """Neither words nor a file: a sticker, a place, a poll."""

    words = "staffrooms.not_sendable"


class NoteWithFile(Refusal):
    """A note holds words."""

    words = "staffrooms.note_with_file"


class NoteEmpty(Refusal):
    words = "staffrooms.note_empty"


class AnsweredAlready(Refusal):
    """An answer that {asker} has cannot be made a note any more."""

    words = "staffrooms.answered_already"


TOLD_ONCE = (NotCoordinator, NotTutorHere)
