"""What tutors see: the queue, a version with what is in it, and what was said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.addresses import (
    GiveFeedback,
    ReviewContents,
    ReviewEntry,
    ReviewFeedback,
)
from bot.evidence.coverage_addresses import ReviewChanges, ReviewCoverage
from bot.evidence.rules.entries import Entry, EntryState, count, excerpt, pages_in, pages_of
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Feedback, Frozen, Review, Waiting
from bot.evidence.screens.parts import (
    attachment_of,
    back_button,
    counts_line,
    entry_line,
    entry_name,
    feedback_heading,
    home_button,
    kind_name,
    label,
    listed_line,
    outcome_title,
    short_title,
    tags_line,
    turning,
    withheld_line,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote

WAITING_A_PAGE: Final = 5
ENTRIES_A_PAGE: Final = 4
SAID: Final = 40


def queue_screen(
    words: Words, shown: Sequence[Waiting], page: int, zone: str, *, more: bool
) -> Screen:
    """A page of what waits for feedback, the longest waiting first."""
    numbered = list(enumerate(shown, page * WAITING_A_PAGE + 1))
    opening = [
        Button(label(f"{n}. {one.trainee}"), places.OpenPieceOfEvidence(one.piece.public_id))
        for n, one in numbered
    ]
    pages = turning(
        words,
        places.OpenReview(page - 1) if page else None,
        places.OpenReview(page + 1) if more else None,
    )
    listed = lines(*(_row(words, n, one, zone) for n, one in numbered))
    return Screen(
        paragraphs(bold(words("evidence.review_title")), listed or words("evidence.review_empty")),
        (*button_rows(*opening), *pages, (home_button(words),)),
    )


def _row(words: Words, number: int, one: Waiting, zone: str) -> Text:
    piece = one.piece
    at = words.moment(piece.submitted_at, zone) if piece.submitted_at else ""
    named = bold(f"{number}. {one.trainee}")
    held = words("evidence.hold.mark") if one.held else ""
    return joined(" · ", [named, short_title(words, piece.outcome, piece.kind), at, held])


def review_screen(words: Words, review: Review, zone: str) -> Screen:
    """A version as it was handed in; what it holds stands first, then giving feedback."""
    frozen, public = review.frozen, review.piece.public_id
    read = Button(words("evidence.button.read"), ReviewFeedback(public))
    return Screen(
        paragraphs(
            _version(words, review, zone),
            _held(words, frozen),
            _last_said(words, review.feedback),
        ),
        button_rows(
            _changes_button(words, public, frozen.version) if frozen.version > 1 else None,
            Button(words("evidence.button.contents"), ReviewContents(public, frozen.version)),
            Button(words("evidence.button.give"), GiveFeedback(public, frozen.version)),
            read if review.feedback else None,
            Button(words("evidence.button.their_coverage"), ReviewCoverage(public)),
            _report_button(words, public, 0) if frozen.context else None,
            back_button(words, places.OpenReview()),
            home_button(words),
        ),
        shows=shown_of(review.piece.id),
    )


def _report_button(words: Words, public: str, entry: int) -> Button:
    which = "report_context" if not entry else "report"
    return Button(words(f"evidence.hold.button.{which}"), places.ReportClientData(public, entry))


def _changes_button(words: Words, public: str, version: int) -> Button:
    named = words("evidence.changes.title", n=version - 1)
    return Button(label(named), ReviewChanges(public, version))


def _version(words: Words, review: Review, zone: str) -> Text:
    frozen = review.frozen
    version = words("evidence.version", n=frozen.version)
    at = words("evidence.handed_in", at=words.moment(frozen.submitted_at, zone))
    return lines(
        bold(review.trainee),
        outcome_title(words, frozen.outcome),
        joined(" · ", [kind_name(words, frozen.kind), version, at]),
    )


def _held(words: Words, frozen: Frozen) -> Text:
    context = words.text("evidence.context_line", context=frozen.context)
    return lines(
        words.text("evidence.in_it", counts=counts_line(words, count(frozen.entries))),
        context if frozen.context else _no_context(words, frozen),
        tags_line(words, frozen.tags),
        words("evidence.all_confirmed"),
    )


def _no_context(words: Words, frozen: Frozen) -> str:
    held = "evidence.hold.context_held" if frozen.context_held else "evidence.context_none"
    return words(held)


def _last_said(words: Words, feedback: Sequence[Feedback]) -> Text:
    if not feedback:
        return ()
    said = feedback[0]
    heard = quote(excerpt(said.text, SAID)) if said.text else words("evidence.said_in_file")
    return lines(feedback_heading(words, said), heard, _delivery(words, said))


def _delivery(words: Words, said: Feedback) -> str:
    """What became of the message to the trainee, in words."""
    if said.delivery is None:
        return ""
    shown = {"claimed": "waiting", "withdrawn": "failed", "expired": "failed"}
    return words(f"evidence.delivery.{shown.get(said.delivery, said.delivery)}")


def write_feedback_screen(words: Words, review: Review) -> Screen:
    """Takes the feedback, as text or voice."""
    public, version = review.piece.public_id, review.frozen.version
    title = short_title(words, review.frozen.outcome, review.frozen.kind)
    return Screen(
        paragraphs(bold(title), words.text("evidence.feedback_how", name=bold(review.trainee))),
        button_rows(back_button(words, places.OpenPieceOfEvidence(public)), home_button(words)),
        expects=GiveFeedback(public, version),
    )


def feedback_sent_screen(words: Words, review: Review) -> Screen:
    """It is on its way; there may be more to say."""
    public, version = review.piece.public_id, review.frozen.version
    return Screen(
        paragraphs(
            words.text("evidence.feedback_sent", name=bold(review.trainee)),
            _last_said(words, review.feedback),
        ),
        button_rows(
            Button(words("evidence.button.next_review"), places.OpenReview()),
            Button(words("evidence.button.see_delivery"), ReviewFeedback(public)),
            Button(words("evidence.button.say_more"), GiveFeedback(public, version)),
            home_button(words),
        ),
        replies_to=GiveFeedback(public, version),
    )


def review_contents_screen(words: Words, review: Review, page: int) -> Screen:
    """A page of what the version holds."""
    public, version = review.piece.public_id, review.frozen.version
    shown, navigation = paged(
        words,
        review.frozen.entries,
        page,
        ENTRIES_A_PAGE,
        lambda to: ReviewContents(public, version, to),
    )
    opening = [
        Button(label(entry_name(words, entry)), ReviewEntry(public, version, entry.id))
        for entry in shown
        if entry.is_for_others
    ]
    return Screen(
        paragraphs(
            lines(bold(review.trainee), _which(words, review)),
            lines(*(_listed(words, entry) for entry in shown)),
        ),
        (
            *button_rows(*opening),
            *navigation,
            (back_button(words, places.OpenPieceOfEvidence(public)),),
        ),
        shows=shown_of(review.piece.id),
    )


def _which(words: Words, review: Review) -> str:
    """Which piece, and which version of it: an earlier one looks the same."""
    title = short_title(words, review.frozen.outcome, review.frozen.kind)
    return f"{title} · {words('evidence.version', n=review.frozen.version)}"


def back_to_contents(words: Words, review: Review, entry: Entry) -> Button:
    """To the page of the list that this entry stands on."""
    place = next((n for n, one in enumerate(review.frozen.entries) if one.id == entry.id), 0)
    page = place // ENTRIES_A_PAGE
    return back_button(words, ReviewContents(review.piece.public_id, review.frozen.version, page))


def _listed(words: Words, entry: Entry) -> Text:
    return listed_line(words, entry) if entry.is_for_others else withheld_line(words, entry)


def review_entry_screen(words: Words, review: Review, entry: Entry, page: int) -> Screen:
    """The file itself, or the whole text in pages."""
    public, version = review.piece.public_id, review.frozen.version
    (shown,), navigation = paged(
        words, pages_in(entry), page, 1, lambda to: ReviewEntry(public, version, entry.id, to)
    )
    stored = entry.state is EntryState.STORED
    line = entry_line(words, entry) if stored else withheld_line(words, entry)
    give = Button(words("evidence.button.give"), GiveFeedback(public, version))
    back = back_to_contents(words, review, entry)
    return Screen(
        paragraphs(lines(bold(review.trainee), line), shown),
        (
            *navigation,
            *button_rows(give, _report_button(words, public, entry.id) if stored else None, back),
        ),
        attachment=attachment_of(words, entry),
        shows=shown_of(review.piece.id),
    )


def said_screen(words: Words, review: Review, which: int, page: int, zone: str) -> Screen:
    """One feedback, in pages, and whether it was delivered; there is at least one."""
    which = min(max(which, 0), len(review.feedback) - 1)
    said, public = review.feedback[which], review.piece.public_id
    (shown,), navigation = paged(
        words, pages_of(said.text), page, 1, lambda to: ReviewFeedback(public, which, to)
    )
    earlier = Button(words("evidence.button.earlier"), ReviewFeedback(public, which + 1))
    back = back_button(words, places.OpenPieceOfEvidence(public))
    at = joined(" · ", [words.moment(said.given_at, zone), _delivery(words, said)])
    return Screen(
        paragraphs(bold(review.trainee), feedback_heading(words, said), shown, at),
        (
            *navigation,
            *button_rows(earlier if which + 1 < len(review.feedback) else None, back),
        ),
        attachment=said.media,
    )
