"""What changed in a piece since an earlier round judged it."""

from __future__ import annotations

from bot.evidence.rules.changes import Changes
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.telling import changes_told
from bot.judging.addresses import OpenChanges, OpenPart
from bot.judging.rules.reading import Seen
from bot.judging.screens.evidence import criteria_button
from bot.judging.screens.parts import back_button, entry_line, part_name
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Screen
from bot.kit.text import bold, lines, paragraphs


def changes_screen(words: Words, seen: Seen, changes: Changes, page: int) -> Screen:
    """A page of it, from the version that was judged to the one that is."""
    public, part = seen.work.assignment.public_id, seen.part
    told = changes_told(words, changes, entry_line)
    (shown,), pages = paged(words, told, page, 1, lambda to: OpenChanges(public, part.id, to))
    since = words("judging.changes.title", n=seen.before.round if seen.before else 0)
    between = words("judging.changes.between", old=changes.old, new=changes.new)
    return Screen(
        paragraphs(
            lines(bold(f"{seen.work.candidate} · {part_name(words, part.frozen)}"), since, between),
            words("evidence.changes.how") if changes.has_signs else "",
            shown,
        ),
        (
            *pages,
            (*criteria_button(words, seen.work), back_button(words, OpenPart(public, part.id))),
        ),
        shows=shown_of(part.frozen.piece_id),
    )
