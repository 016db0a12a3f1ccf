"""What a row says, and how rows hang together: each holds the digest of the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

GENESIS: Final = "0" * 64
KIND: Final = re.compile(r"[a-z_]{1,40}")
# No spaces and nothing beyond ASCII: names, file names and sentences cannot be written here.
ID: Final = re.compile(r"[A-Za-z0-9_.:|/-]{1,120}")


class Action(StrEnum):
    """Everything that is logged; nothing else can be."""

    ACCESS_REFUSED = "access.refused"
    ATTENDANCE_MARKED = "attendance.marked"
    ANSWER_PUBLISHED = "answer.published"
    ANSWER_WITHDRAWN = "answer.withdrawn"
    BROADCAST_APPROVED = "broadcast.approved"
    BROADCAST_SENT = "broadcast.sent"
    COHORT_MOVED = "cohort.moved"
    CONFLICT_DECLARED = "conflict.declared"
    CONFLICT_LIFTED = "conflict.lifted"
    CONSENT_GIVEN = "consent.given"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    EVIDENCE_FED_BACK = "evidence.fed_back"
    EVIDENCE_OVERVIEW_READ = "evidence.overview_read"
    EVIDENCE_LIFTED = "evidence.lifted"
    EVIDENCE_OBJECTED = "evidence.objected"
    EVIDENCE_PART_READ = "evidence.part_read"
    EVIDENCE_PURGED = "evidence.purged"
    EVIDENCE_READ = "evidence.read"
    EVIDENCE_REPORTED = "evidence.reported"
    EVIDENCE_UPHELD = "evidence.upheld"
    JUDGEMENT_ASKED = "judgement.asked"
    JUDGEMENT_ASSIGNED = "judgement.assigned"
    JUDGEMENT_REASSIGNED = "judgement.reassigned"
    JUDGEMENT_READ = "judgement.read"
    JUDGEMENT_RESPONDED = "judgement.responded"
    JUDGEMENT_RETURNED = "judgement.returned"
    JUDGEMENT_SIGNED = "judgement.signed"
    JUDGEMENT_WAIVED = "judgement.waived"
    JUDGEMENT_WITHDRAWN = "judgement.withdrawn"
    EXERCISE_CLOSED = "exercise.closed"
    EXERCISE_OPENED = "exercise.opened"
    EXERCISE_RESULTS_READ = "exercise.results_read"
    EXERCISE_SIGNED = "exercise.signed"
    MEETING_CALLED = "meeting.called"
    MEETING_CANCELLED = "meeting.cancelled"
    MEETING_CHANGED = "meeting.changed"
    MEETING_GUESTS_READ = "meeting.guests_read"
    PERSON_ERASED = "person.erased"
    PERSON_EXPORTED = "person.exported"
    PERSON_MESSAGED = "person.messaged"
    PERSON_MOVED = "person.moved"
    PERSON_MOVE_DISPUTED = "person.move_disputed"
    PLAN_PINNED = "plan.pinned"
    PLAN_READ = "plan.read"
    PLAN_UNPINNED = "plan.unpinned"
    PORTFOLIO_EXPORTED = "portfolio.exported"
    PORTFOLIO_HANDED_OVER = "portfolio.handed_over"
    PRIVACY_HELD = "privacy.held"
    QUESTION_FILE_READ = "question.file_read"
    QUESTION_HANDED_OVER = "question.handed_over"
    QUESTION_READ = "question.read"
    ROLE_GRANTED = "role.granted"
    STAFF_GROUP_CONNECTED = "staff_group.connected"
    STAFF_GROUP_DISCONNECTED = "staff_group.disconnected"
    WITNESS_ANSWERED = "witness.answered"
    WITNESS_ASKED = "witness.asked"
    WITNESS_ERASED = "witness.erased"
    WITNESS_LINK_REVOKED = "witness.link_revoked"


@dataclass(frozen=True, slots=True)
class Reference:
    """What an action was done to: `evidence` 12. Raises ValueError for what could be a text."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        if not KIND.fullmatch(self.kind) or not ID.fullmatch(self.id):
            raise ValueError("a reference is a kind and an id, no text")


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did. `actor` and `subject` (whose data it is) are ids of people; `digest` is
    of whatever the reference alone does not pin down.
    """

    action: Action
    at: datetime
    thing: Reference
    actor: int | None = None
    subject: int | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is stored. `at` is ISO 8601 in UTC; `actor` and `subject` are pseudonyms."""

    sequence: int
    at: str
    actor: str | None
    action: str
    subject: str | None
    kind: str
    object_id: str
    digest: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row's number and hash; `seal` can be made with the key alone."""

    sequence: int = 0
    hash: str = GENESIS
    seal: str = ""


def written(at: datetime) -> str:
    """An instant as rows hold it: sorts by time, and is the same bytes on every database."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def hour_of(at: datetime) -> str:
    """What the instants of the hour that has begun are equal to or greater than."""
    return written(at)[:13]


def digest_of(*parts: str) -> str:
    """SHA-256 of several strings, which cannot be mistaken for others cut differently."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def hash_of(
    sequence: Any, at: Any, actor: Any, action: Any, subject: Any,
    kind: Any, object_id: Any, digest: Any, previous: Any,
) -> str:  # fmt: skip
    """SHA-256 over the canonical bytes: all columns but the hash, in their order, as JSON.

    Takes whatever a database holds in their place: a row that was tampered with has a hash, too.
    """
    columns = [sequence, at, actor, action, subject, kind, object_id, digest, previous]
    canonical = json.dumps(columns, separators=(",", ":"), default=repr)
    return hashlib.sha256(canonical.encode()).hexdigest()


def next_row(head: Head, deed: Deed, actor: str | None, subject: str | None) -> Row:
    """The row that follows the head."""
    columns = (
        head.sequence + 1, written(deed.at), actor, str(deed.action), subject,
        deed.thing.kind, deed.thing.id, deed.digest, head.hash,
    )  # fmt: skip
    return Row(*columns, hash=hash_of(*columns))


def seal_of(key: bytes, sequence: int, hash_: str) -> str:
    """HMAC-SHA256 of a head."""
    return hmac.new(key, f"{sequence}:{hash_}".encode(), hashlib.sha256).hexdigest()


def is_sealed(key: bytes, head: Head) -> bool:
    """Whether the head's seal was made with the key for this very head; an empty log needs none."""
    return head == Head() or hmac.compare_digest(
        head.seal.encode(), seal_of(key, head.sequence, head.hash).encode()
    )


def next_head(head: Head, row: Row, key: bytes | None) -> Head:
    """The head after a row. Sealed only where the one before was: a broken seal stays broken, so
    that the next row does not cover up what was done to the log.
    """
    if key is None or not is_sealed(key, head):
        return Head(row.sequence, row.hash)
    return Head(row.sequence, row.hash, seal_of(key, row.sequence, row.hash))
