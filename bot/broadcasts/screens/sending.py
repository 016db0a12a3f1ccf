"""Confirming, approving, progress, and what can be done while it is sent and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import places
from bot.broadcasts.addresses import (
    Approve,
    AskWithdraw,
    Confirm,
    Decline,
    OpenBroadcast,
    OpenHistory,
    OpenRecipients,
    OpenReplacements,
    Pause,
    Preview,
    Resume,
    Unconfirm,
    Withdraw,
)
from bot.broadcasts.reply_addresses import OpenFigures
from bot.broadcasts.rules.buttons import Tally
from bot.broadcasts.rules.states import SENT, Broadcast, Counts, Event, State
from bot.broadcasts.rules.texts import Variant, title_of
from bot.broadcasts.screens.answers import tally_words
from bot.broadcasts.screens.composing import state_words, when_words, written_words
from bot.kit.clock import in_zone
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is, for one who looks at `now` in `zone`; `pause` is the seconds that Telegram
    asked for, `tally` what came back by the buttons.
    """

    counts: Counts
    now: datetime
    zone: str
    end: datetime | None = None
    pause: float = 0.0
    pause_end: datetime | None = None
    tally: Tally = field(default_factory=Tally)


def confirm_screen(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    people: int,
    blocked: int,
    before: int | None = None,
) -> Screen:
    """How many get it: that number is to be typed. `before` is what it was, if it has changed."""
    changed = words("broadcasts.number_changed", before=before, n=people) if before else ""
    return Screen(
        paragraphs(
            changed,
            bold(words.count("broadcasts.goes_to", people)),
            lines(
                when_words(words, broadcast),
                written_words(words, broadcast, variants),
                words.count("broadcasts.blocked_left_out", blocked) if blocked else "",
            ),
            words("broadcasts.type_number", n=people),
        ),
        button_rows(Button(words("broadcasts.to_message"), OpenBroadcast(broadcast.id))),
        expects=Confirm(broadcast.id),
    )


def confirmed_screen(words: Words, broadcast: Broadcast, people: int, *, large: bool) -> Screen:
    """What happens now."""
    coming = words("broadcasts.then_approval") if large else words("broadcasts.then_sending")
    return Screen(
        paragraphs(words.count_text("broadcasts.confirmed", people), coming),
        button_rows(
            Button(words("broadcasts.see_progress"), OpenBroadcast(broadcast.id)),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def waiting_screen(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    counts: Counts,
    now: datetime,
) -> Screen:
    """Confirmed, nothing sent yet: the composer can still take it back."""
    return Screen(
        paragraphs(
            bold(title_of(variants)),
            state_words(words, broadcast, counts, now),
            lines(
                words.count("broadcasts.for_people", broadcast.confirmed_count or 0),
                when_words(words, broadcast),
            ),
        ),
        button_rows(
            Button(words("broadcasts.look_again"), OpenBroadcast(broadcast.id)),
            Button(words("broadcasts.take_back"), Unconfirm(broadcast.id)),
            Button(words("kit.back"), places.OpenBroadcasts()),
        ),
    )


def approval_screen(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    rules: Text,
    composer: str,
    people: int,
    *,
    asked: bool,
) -> Screen:
    """For the second coordinator: what, to whom, when; the buttons say what they do. Who was not
    `asked` only looks.
    """
    number, version = broadcast.id, broadcast.version
    return Screen(
        paragraphs(
            words.count_text("broadcasts.approval_asked", people, name=bold(composer)),
            bold(title_of(variants)),
            lines(written_words(words, broadcast, variants), rules, when_words(words, broadcast)),
            words("broadcasts.approve_how") if asked else "",
        ),
        button_rows(
            Button(words("broadcasts.preview"), Preview(number)),
            Button(words.count("broadcasts.approve", people), Approve(number, version))
            if asked
            else None,
            Button(words("broadcasts.decline"), Decline(number, version)) if asked else None,
            Button(words("kit.back"), places.OpenBroadcasts()),
        ),
    )


def decline_screen(words: Words, broadcast: Broadcast) -> Screen:
    """Why it is not to be sent."""
    return Screen(
        words.text("broadcasts.why_decline"),
        button_rows(Button(words("kit.back"), OpenBroadcast(broadcast.id))),
        expects=Decline(broadcast.id, broadcast.version),
    )


def decided_screen(words: Words, key: str) -> Screen:
    """What one's decision leads to."""
    return Screen(
        words.text(f"broadcasts.decided.{key}"),
        button_rows(
            Button(words("broadcasts.title"), places.OpenBroadcasts()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def progress_screen(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    progress: Progress,
    *,
    manages: bool = True,
) -> Screen:
    """How far it is, as of when; what can be done now."""
    return Screen(
        paragraphs(
            bold(title_of(variants)),
            state_words(words, broadcast, progress.counts, progress.now),
            _numbers(words, broadcast, progress.counts),
            tally_words(words, progress.tally),
            _outlook(words, broadcast, progress),
        ),
        _choices(words, broadcast, progress.tally, manages=manages),
    )


def _numbers(words: Words, broadcast: Broadcast, counts: Counts) -> Text:
    def line(key: str, *states: str) -> str:
        number = counts.number(*states)
        return words(f"broadcasts.number.{key}", n=number) if number else ""

    taken_back = broadcast.state is State.WITHDRAWN
    return lines(
        words("broadcasts.sent_of", n=counts.sent, total=counts.total),
        line("deleted", "deleted"),
        line("kept", "kept"),
        line("to_delete", "sent") if taken_back and broadcast.finished_at is None else "",
        line("blocked", "blocked"),
        line("failed", "failed", "expired"),
        line("uncertain", "uncertain"),
        line("unsent", "withdrawn"),
        line("left", "waiting", "claimed"),
    )


def _outlook(words: Words, broadcast: Broadcast, progress: Progress) -> Text:
    zone = progress.zone
    pause = ""
    if progress.pause > 0 and progress.pause_end is not None:
        until = words.time(in_zone(progress.pause_end, zone).time())
        pause = words("broadcasts.telegram_pause", until=until)
    end = ""
    if progress.end is not None and broadcast.state is State.SENDING:
        end = words("broadcasts.expected_end", at=_clock(words, progress.end, progress))
    first = progress.counts.first_due
    begins = ""
    if first is not None and progress.counts.is_scheduled(progress.now):
        begins = words("broadcasts.begins_at", at=words.moment(first, zone))
    seen = words("broadcasts.as_of", at=f"{in_zone(progress.now, zone):%H:%M:%S}")
    return lines(pause, begins, end, seen)


def _clock(words: Words, at: datetime, progress: Progress) -> str:
    """A time of today, or a day and a time."""
    there, here = in_zone(at, progress.zone), in_zone(progress.now, progress.zone)
    same_day = there.date() == here.date()
    return words.time(there.time()) if same_day else words.moment(at, progress.zone)


def _choices(words: Words, broadcast: Broadcast, tally: Tally, *, manages: bool) -> Rows:
    number, state = broadcast.id, broadcast.state
    pause = Button(words("broadcasts.pause"), Pause(number))
    resume = Button(words("broadcasts.resume"), Resume(number))
    turn = {State.SENDING: pause, State.PAUSED: resume}.get(state)
    return button_rows(
        turn if manages else None,
        Button(words("broadcasts.look_again"), OpenBroadcast(number)),
        Button(words("broadcasts.recipients"), OpenRecipients(number)),
        Button(words("broadcasts.figures"), OpenFigures(number)) if tally.buttons else None,
        Button(words("broadcasts.change"), OpenReplacements(number))
        if manages and state in SENT
        else None,
        Button(words("broadcasts.withdraw"), AskWithdraw(number))
        if manages and state in SENT
        else None,
        Button(words("broadcasts.history"), OpenHistory(number)),
        Button(words("kit.back"), places.OpenBroadcasts()),
        per_row=2,
    )


def withdraw_screen(words: Words, broadcast: Broadcast, counts: Counts) -> Screen:
    """What follows, before it does."""
    return Screen(
        paragraphs(
            bold(words("broadcasts.withdraw_title")),
            lines(
                words.count("broadcasts.stays_unsent", counts.left),
                words.count("broadcasts.is_deleted", counts.number("sent")),
            ),
            words("broadcasts.withdraw_sure"),
        ),
        button_rows(
            Button(words("broadcasts.withdraw_no"), OpenBroadcast(broadcast.id)),
            Button(words("broadcasts.withdraw_yes"), Withdraw(broadcast.id)),
        ),
    )


def history_screen(
    words: Words, broadcast: Broadcast, events: Sequence[Event], zone: str
) -> Screen:
    """The newest rows of the audit log, oldest first."""
    rows = [_event(words, event, zone) for event in reversed(events)]
    return Screen(
        paragraphs(bold(words("broadcasts.history")), lines(*rows)),
        button_rows(Button(words("kit.back"), OpenBroadcast(broadcast.id))),
    )


def _event(words: Words, event: Event, zone: str) -> str:
    detail = event.detail or ""
    shown = words.language_name(detail) if detail in LANGUAGES else detail[:30]
    what = words(f"broadcasts.deed.{event.what}")
    of = f"{what} ({shown})" if shown else what
    return words("broadcasts.event", at=words.moment(event.at, zone), name=event.by, what=of)
