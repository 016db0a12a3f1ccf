"""One file of a version as a picture, for a tutor; the original is one press away."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.evidence.addresses import GiveFeedback, ReviewEntry
from bot.evidence.preview_addresses import ReviewOriginal
from bot.evidence.rules.entries import Entry, shortened
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Review
from bot.evidence.rules.previews import Preview, gets_preview, pages_shown
from bot.evidence.rules.telling import page_told
from bot.evidence.screens.parts import attachment_of, entry_line, turning
from bot.evidence.screens.reviewing import back_to_contents
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Attachment, Button, Kept, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs

CAPTION: Final = 300


def preview_screen(
    words: Words, review: Review, entry: Entry, preview: Preview | None, page: int
) -> Screen:
    """A page with the facts under it; pages count from 0."""
    public, version = review.piece.public_id, review.frozen.version
    page = min(max(page, 0), pages_shown(entry) - 1)
    last = pages_shown(entry) - 1 if preview else page
    pages = turning(
        words,
        ReviewEntry(public, version, entry.id, page - 1) if preview and page else None,
        ReviewEntry(public, version, entry.id, page + 1) if page < last else None,
    )
    whole = Button(words("evidence.preview.original"), ReviewOriginal(public, version, entry.id))
    again = Button(words("evidence.preview.again"), ReviewEntry(public, version, entry.id))
    give = Button(words("evidence.button.give"), GiveFeedback(public, version))
    report = Button(words("evidence.hold.button.report"), places.ReportClientData(public, entry.id))
    back = back_to_contents(words, review, entry)
    drawn = gets_preview(entry)
    return Screen(
        paragraphs(
            lines(bold(review.trainee), entry_line(words, entry)),
            page_told(words, entry, page, shown=preview is not None),
            shortened((entry.caption,), CAPTION) if entry.caption else "",
        ),
        (
            *pages,
            *button_rows(
                whole if drawn else None,
                again if drawn and entry.preview is None else None,
                give,
                report,
                back,
            ),
        ),
        attachment=_picture(words, preview) if drawn else attachment_of(words, entry),
        shows=shown_of(review.piece.id),
    )


def _picture(words: Words, preview: Preview | None) -> Attachment | None:
    if preview is None:
        return None
    return Kept(preview.key, "preview.jpg", "photo", otherwise=words("evidence.preview.away"))
