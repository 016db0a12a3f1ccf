"""What several screens of judging have in common."""

from __future__ import annotations

from typing import Final, cast

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.verdicts import Verdict
from bot.evidence.rules.entries import Entry, EntryState, Form, Why, excerpt, heading
from bot.evidence.rules.pieces import Frozen
from bot.judging.rules.rounds import Part, Reason, Round
from bot.kit.address import Address
from bot.kit.files.filetype import Family, FileType
from bot.kit.files.names import safe_name
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Attachment, Button, Kept, Known, MediaKind, Rows, button_rows
from bot.kit.text import Text, bold, joined

LABEL: Final = 40
NAME: Final = 48


def home_button(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def back_button(words: Words, to: Address) -> Button:
    return Button(words("kit.back"), to)


def label(of: str) -> str:
    """As much as a button holds."""
    return excerpt(of, LABEL)


def turning(words: Words, back: Address | None, onward: Address | None) -> Rows:
    """The row of buttons to the pages before and behind."""
    return button_rows(
        Button(words("kit.previous"), back) if back else None,
        Button(words("kit.next"), onward) if onward else None,
        per_row=2,
    )


def outcome_title(words: Words, outcome: str) -> str:
    """Id and title; the id alone for one that the content has no more."""
    found = current_curriculum().outcomes.get(outcome)
    return f"{outcome} {found.title.text(words.language).text}" if found else outcome


def criterion_text(words: Words, criterion: str) -> str:
    """Id and words of a criterion; the id alone for one that the content has no more."""
    outcome = current_curriculum().outcomes.get(criterion.rpartition(".")[0])
    for one in outcome.criteria if outcome else ():
        if one.id == criterion:
            return f"{criterion} {one.text.text(words.language).text}"
    return criterion


def draft_line(words: Words) -> str:
    """Whose profile it is: not the official one."""
    return current_curriculum().profile.label.text(words.language).text


def round_line(words: Words, round_: Round) -> str:
    """*1.1 · round 2*; the first round goes without a number."""
    named = words("judging.round", n=round_.number) if round_.number > 1 else ""
    return " · ".join(filter(None, (round_.outcome, named)))


def mark_name(words: Words, mark: Verdict) -> str:
    """One of the three words."""
    return words(mark.words_key)


def result_line(words: Words, round_: Round) -> str:
    """*4 of 5 criteria met*."""
    return words("judging.met_of", n=len(round_.met), of=round_.total)


def part_name(words: Words, frozen: Frozen) -> str:
    """*Case file, version 2*."""
    version = words("evidence.version", n=frozen.version)
    return f"{words(f'evidence.kind.{frozen.kind}')}, {version}"


def parts_listed(words: Words, parts: tuple[Frozen, ...], most: int = 5) -> Text:
    """The pieces, a line each; many are counted."""
    shown = [f"· {part_name(words, one)}" for one in parts[:most]]
    more = len(parts) - most
    return joined("\n", [*shown, words.count("judging.more_pieces", more) if more > 0 else ""])


def frozen_of(parts: tuple[Part, ...]) -> tuple[Frozen, ...]:
    return tuple(part.frozen for part in parts)


def assessor_name(words: Words, reason: Reason) -> str:
    """Who signed, in words where they have left."""
    return reason.assessor or words("judging.former_assessor")


def reason_heading(words: Words, reason: Reason, zone: str) -> Text:
    at = words.moment(reason.at, zone)
    return joined(" · ", [bold(mark_name(words, reason.mark)), assessor_name(words, reason), at])


def entry_name(words: Words, entry: Entry) -> str:
    """A name to show: cleaned of everything that could deceive; short."""
    if entry.form is not Form.FILE:
        return excerpt(heading(entry), NAME)
    unnamed = words(f"evidence.media.{entry.media_kind}")
    if not entry.name:
        return unnamed
    found = None
    if entry.extension is not None and entry.family is not None:
        found = FileType("", entry.extension, entry.family)
    return excerpt(safe_name(entry.name, found, fallback=unnamed), NAME)


def entry_line(words: Words, entry: Entry) -> Text:
    """A file, text or link with its kind; of what is not for others, that it is there."""
    if not entry.is_for_others:
        number = words("evidence.number", n=entry.number) if entry.number else ""
        return words.text(f"evidence.withheld.{_withheld(entry)}", number=number)
    kind = entry.form if entry.form is not Form.FILE else entry.family or Family.DOCUMENT
    group = "form" if entry.form is not Form.FILE else "family"
    return joined(" · ", [bold(entry_name(words, entry)), words(f"evidence.{group}.{kind}")])


def _withheld(entry: Entry) -> str:
    if entry.state in (EntryState.QUARANTINED, EntryState.WITHHELD, EntryState.PURGED):
        return str(entry.state)
    if entry.state is EntryState.STORED:
        return "place"
    return "infected" if entry.reason == Why.INFECTED else "gone"


def attachment_of(words: Words, entry: Entry) -> Attachment | None:
    """The file itself, from Telegram where it came through Telegram, else from the store."""
    if entry.form is not Form.FILE or not entry.is_for_others:
        return None
    if entry.file_id:
        return Known(cast("MediaKind", entry.media_kind), entry.file_id)
    return Kept(entry.key, entry_name(words, entry), cast("MediaKind", entry.media_kind))
