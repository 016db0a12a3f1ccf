"""What several screens of evidence have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.rules.entries import (
    MEGABYTE,
    Counts,
    Entry,
    EntryState,
    Form,
    Why,
    excerpt,
    heading,
)
from bot.evidence.rules.pieces import CONFIRMED_BY_OTHERS, Feedback, Kind, Piece, outcome_of
from bot.kit.address import Address
from bot.kit.files.filetype import Family, FileType
from bot.kit.files.names import safe_name
from bot.kit.i18n import Words
from bot.kit.telegram.screen import (
    Attachment,
    Button,
    Kept,
    Known,
    MediaKind,
    Rows,
    button_rows,
)
from bot.kit.text import Text, bold, lines, text

LABEL: Final = 40
NAME: Final = 48
KILOBYTE: Final = 1024
OUTCOMES_SPELT_OUT: Final = 3


def home_button(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def back_button(words: Words, to: Address) -> Button:
    return Button(words("kit.back"), to)


def witness_button(words: Words, piece: Piece) -> Button | None:
    """For what somebody else can confirm: the way to links for witnesses."""
    if piece.kind not in CONFIRMED_BY_OTHERS or not piece.outcome:
        return None
    return Button(words("evidence.button.witness"), places.AskWitness(piece.public_id))


def label(of: str) -> str:
    """As much as a button holds."""
    return excerpt(of, LABEL)


def outcome_title(words: Words, outcome: str) -> str:
    """Id and title; words for none, the id alone for one that the content has no more."""
    if not outcome:
        return words("evidence.no_outcome")
    found = current_curriculum().outcomes.get(outcome)
    return f"{outcome} {found.title.text(words.language).text}" if found else outcome


def kind_name(words: Words, kind: Kind | None) -> str:
    return words(f"evidence.kind.{kind}") if kind else words("evidence.no_kind")


def short_title(words: Words, outcome: str, kind: Kind | None) -> str:
    """What a line or a button names a piece by."""
    named = outcome or words("evidence.no_outcome")
    return f"{named} · {kind_name(words, kind)}" if kind else named


def size_of(words: Words, size: int) -> str:
    """In kilobytes, rounded up, or in megabytes with one decimal."""
    if size < MEGABYTE:
        return words("evidence.kilobytes", n=-(-size // KILOBYTE))
    return words("evidence.megabytes", n=words.number(size / MEGABYTE, 1))


def entry_name(words: Words, entry: Entry) -> str:
    """A name to show: cleaned of everything that could deceive; short."""
    if entry.form is not Form.FILE:
        return excerpt(heading(entry), NAME)
    unnamed = words(f"evidence.media.{entry.media_kind}")
    if not entry.name:
        return unnamed
    return excerpt(safe_name(entry.name, _found_type(entry), fallback=unnamed), NAME)


def _found_type(entry: Entry) -> FileType | None:
    """What its bytes showed, as far as a name needs it."""
    if entry.extension is None or entry.family is None:
        return None
    return FileType("", entry.extension, entry.family)


def type_of(words: Words, entry: Entry) -> str:
    """Text, link, or what a person would call the file."""
    if entry.form is not Form.FILE:
        return words(f"evidence.form.{entry.form}")
    return words(f"evidence.family.{entry.family or Family.DOCUMENT}")


def facts_of(words: Words, entry: Entry) -> str:
    """Type, and size where there is one: *document, 1.3 MB*."""
    size = size_of(words, entry.size) if entry.size is not None else ""
    return ", ".join(filter(None, (type_of(words, entry), size)))


def number_of(words: Words, entry: Entry) -> str:
    return words("evidence.number", n=entry.number) if entry.number else ""


def entry_line(words: Words, entry: Entry) -> Text:
    """One entry with its state in words."""
    name = entry_name(words, entry)
    match entry.state:
        case EntryState.ARRIVING:
            return words.text("evidence.arriving_line", name=bold(name))
        case EntryState.REFUSED:
            return words.text(
                "evidence.refused_line", name=bold(name), reason=reason_of(words, entry)
            )
        case EntryState.QUARANTINED:
            facts = f"{number_of(words, entry)}, {facts_of(words, entry)}"
            return words.text("evidence.quarantined_line", name=bold(name), facts=facts)
        case EntryState.WITHHELD:
            facts = f"{number_of(words, entry)}, {facts_of(words, entry)}"
            return words.text("evidence.held_line", name=bold(name), facts=facts)
        case EntryState.PURGED:
            return words.text("evidence.purged_line", number=bold(number_of(words, entry)))
        case EntryState.STORED:
            facts = f"{number_of(words, entry)}, {facts_of(words, entry)}"
            return text(bold(name), f" ({facts})")


def withheld_line(words: Words, entry: Entry) -> Text:
    """What others than the trainee read of what is not known to be clean, or held back."""
    if entry.state in (EntryState.WITHHELD, EntryState.PURGED):
        return words.text(f"evidence.withheld.{entry.state}", number=number_of(words, entry))
    if entry.state is EntryState.QUARANTINED:
        return words.text("evidence.withheld.quarantined")
    if entry.state is EntryState.STORED:
        return words.text("evidence.withheld.place")
    infected = entry.reason == Why.INFECTED
    return words.text(f"evidence.withheld.{'infected' if infected else 'gone'}")


def listed_line(words: Words, entry: Entry) -> Text:
    """One entry among others; a stored one with the beginning of what was written under it."""
    caption = excerpt(entry.caption, NAME) if entry.state is EntryState.STORED else ""
    return lines(entry_line(words, entry), caption)


def reason_of(words: Words, entry: Entry) -> str:
    """Why a file is not kept, and what to do."""
    found = excerpt(entry.found or "", NAME)
    return words(f"evidence.reason.{entry.reason}", n=entry.twin or 0, found=found)


def counts_line(words: Words, counts: Counts) -> str:
    """*2 stored, 1 being checked, 1 arriving, 1 refused*; empty where there is nothing."""
    states = (
        words.count("evidence.count.stored", counts.stored) if counts.stored else "",
        words.count("evidence.count.quarantined", counts.quarantined) if counts.quarantined else "",
        words.count("evidence.count.arriving", counts.arriving) if counts.arriving else "",
        words.count("evidence.count.refused", counts.refused) if counts.refused else "",
        words.count("evidence.count.withheld", counts.withheld) if counts.withheld else "",
        words.count("evidence.count.purged", counts.purged) if counts.purged else "",
    )
    return ", ".join(filter(None, states))


def attachment_of(words: Words, entry: Entry) -> Attachment | None:
    """The file itself, from Telegram where it came through Telegram, else from the store; what is
    withheld, too, for whom its entry was not masked.
    """
    if entry.form is not Form.FILE or not (entry.file_id or entry.key):
        return None
    if entry.state not in (EntryState.STORED, EntryState.WITHHELD):
        return None
    if entry.file_id:
        return Known(cast("MediaKind", entry.media_kind), entry.file_id)
    return Kept(entry.key, entry_name(words, entry), cast("MediaKind", entry.media_kind))


def tags_line(words: Words, tags: Iterable[str]) -> Text:
    """Which outcomes a piece shows, and which sides of them: *1.1 (knowledge, skills), 2.1*."""
    sides: dict[str, list[str]] = {}
    for tag in tags:
        outcome = outcome_of(tag)
        found = sides.setdefault(outcome, [])
        if tag != outcome:
            found.append(words(f"evidence.aspect.{tag.rpartition('.')[2]}"))
    spelt_out = len(sides) <= OUTCOMES_SPELT_OUT
    listed = ", ".join(
        f"{outcome} ({', '.join(found)})" if found and spelt_out else outcome
        for outcome, found in sides.items()
    )
    return words.text("evidence.tags_line", tags=listed) if listed else ()


def feedback_heading(words: Words, said: Feedback) -> Text:
    """Who said it, and about which version."""
    tutor = said.tutor or words("people.left")
    return words.text("evidence.feedback_by", name=bold(tutor), n=said.version)


def turning(words: Words, back: Address | None, onward: Address | None) -> Rows:
    """The row of buttons to the pages before and behind."""
    return button_rows(
        Button(words("kit.previous"), back) if back else None,
        Button(words("kit.next"), onward) if onward else None,
        per_row=2,
    )
