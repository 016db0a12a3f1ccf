"""One file of a version as a picture, for an assessor; the original is one press away."""

from __future__ import annotations

from typing import Final

from bot.evidence.rules.entries import Entry, shortened
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.previews import Preview, gets_preview, pages_shown
from bot.evidence.rules.telling import page_told
from bot.judging.addresses import OpenEntry, OpenOriginal, OpenPart
from bot.judging.rules.reading import Seen
from bot.judging.screens.evidence import criteria_button, report_button
from bot.judging.screens.parts import attachment_of, back_button, entry_line, turning
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Attachment, Button, Kept, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs

CAPTION: Final = 300


def preview_screen(
    words: Words, seen: Seen, entry: Entry, preview: Preview | None, page: int
) -> Screen:
    """A page with the facts under it; pages count from 0."""
    public, part = seen.work.assignment.public_id, seen.part
    last = pages_shown(entry) - 1
    page = min(max(page, 0), last)
    pages = turning(
        words,
        OpenEntry(public, part.id, entry.id, page - 1) if preview and page else None,
        OpenEntry(public, part.id, entry.id, page + 1) if preview and page < last else None,
    )
    drawn = gets_preview(entry)
    whole = Button(words("evidence.preview.original"), OpenOriginal(public, part.id, entry.id))
    again = Button(words("evidence.preview.again"), OpenEntry(public, part.id, entry.id))
    return Screen(
        paragraphs(
            lines(bold(seen.work.candidate), entry_line(words, entry)),
            page_told(words, entry, page, shown=preview is not None),
            shortened((entry.caption,), CAPTION) if entry.caption else "",
        ),
        (
            *pages,
            *button_rows(
                whole if drawn else None,
                again if drawn and entry.preview is None else None,
                report_button(words, part.piece, entry.id),
            ),
            (*criteria_button(words, seen.work), back_button(words, OpenPart(public, part.id))),
        ),
        attachment=_picture(words, preview) if drawn else attachment_of(words, entry),
        shows=shown_of(part.frozen.piece_id),
    )


def _picture(words: Words, preview: Preview | None) -> Attachment | None:
    if preview is None:
        return None
    return Kept(preview.key, "preview.jpg", "photo", otherwise=words("evidence.preview.away"))
