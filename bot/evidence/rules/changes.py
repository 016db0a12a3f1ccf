"""What changed from one version of a piece to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.evidence.rules.differences import MOST_PAIRS, Difference, differences, similarity
from bot.evidence.rules.entries import Entry, Form
from bot.evidence.rules.pieces import Frozen, Kind
from bot.kit.text import plain

ANOTHER: Final = 0.5  # a text that shares less of its words with an earlier one is a new one
_Value = TypeVar("_Value")
Pair = tuple[Entry, Entry]


@dataclass(frozen=True, slots=True)
class Changed:
    """The words of an entry as they are now, and how they came to be so."""

    entry: Entry
    difference: Difference


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs. Of pairs the older comes first; None where it is as it was.

    A file is replaced where one of the same name came for it; a written text has changed where it
    was edited, or where one that is much like it came for it. `captions` are what is written under
    files; `reformatted` has texts of which only the formatting differs.
    """

    old: int
    new: int
    outcome: tuple[str, str] | None = None
    kind: tuple[Kind, Kind] | None = None
    context: Difference | None = None
    tags_on: tuple[str, ...] = ()
    tags_off: tuple[str, ...] = ()
    added: tuple[Entry, ...] = ()
    taken_out: tuple[Entry, ...] = ()
    replaced: tuple[Pair, ...] = ()
    texts: tuple[Changed, ...] = ()
    captions: tuple[Changed, ...] = ()
    reformatted: tuple[Entry, ...] = ()

    @property
    def has_signs(self) -> bool:
        """Whether words were written or taken out, which is told with signs."""
        return bool(self.texts or self.captions or self.context)

    @property
    def is_nothing(self) -> bool:
        return self == Changes(self.old, self.new)


def changes_between(old: Frozen, new: Frozen) -> Changes:
    """How a version differs from an earlier one of the same piece."""
    kept, gone, come = _matched(old.entries, new.entries)
    files = _pairs(gone, come, _is_same_file)
    texts = _pairs(gone, come, _is_like)
    paired = {entry.id for pair in (*files, *texts) for entry in pair}
    worded = [pair for pair in (*kept, *texts) if plain(pair[0].text) != plain(pair[1].text)]
    under = [pair for pair in (*kept, *files) if pair[0].caption != pair[1].caption]
    share = MOST_PAIRS // max(1, len(worded) + len(under))
    return Changes(
        old.version,
        new.version,
        _other(old.outcome, new.outcome),
        _other(old.kind, new.kind),
        differences(old.context, new.context) if old.context != new.context else None,
        tuple(tag for tag in new.tags if tag not in old.tags),
        tuple(tag for tag in old.tags if tag not in new.tags),
        tuple(entry for entry in come if entry.id not in paired),
        tuple(entry for entry in gone if entry.id not in paired),
        files,
        tuple(_changed(pair, _words_of, share) for pair in worded),
        tuple(_changed(pair, _caption_of, share) for pair in under),
        tuple(new for old, new in kept if _is_reformatted(old, new)),
    )


def _other(old: _Value, new: _Value) -> tuple[_Value, _Value] | None:
    return None if old == new else (old, new)


def _matched(
    old: Sequence[Entry], new: Sequence[Entry]
) -> tuple[list[Pair], list[Entry], list[Entry]]:
    """Entries of both versions, of the older alone, and of the newer alone."""
    was, is_now = ({entry.id: entry for entry in entries} for entries in (old, new))
    kept = [(entry, is_now[entry.id]) for entry in old if entry.id in is_now]
    gone = [entry for entry in old if entry.id not in is_now]
    return kept, gone, [entry for entry in new if entry.id not in was]


def _pairs(
    gone: Iterable[Entry], come: Iterable[Entry], match: Callable[[Entry, Entry], bool]
) -> tuple[Pair, ...]:
    """Each entry that is gone with the first that came for it, each of them once."""
    left, found = list(come), list[Pair]()
    for old in gone:
        new = next((one for one in left if match(old, one)), None)
        if new is not None:
            left.remove(new)
            found.append((old, new))
    return tuple(found)


def _is_same_file(old: Entry, new: Entry) -> bool:
    names = [entry.name.casefold() if entry.name else None for entry in (old, new)]
    return old.form is new.form is Form.FILE and names[0] is not None and names[0] == names[1]


def _is_like(old: Entry, new: Entry) -> bool:
    written = old.form is new.form is Form.TEXT
    return written and similarity(plain(old.text), plain(new.text)) >= ANOTHER


def _is_reformatted(old: Entry, new: Entry) -> bool:
    return old.text != new.text and plain(old.text) == plain(new.text)


def _words_of(entry: Entry) -> str:
    return plain(entry.text)


def _caption_of(entry: Entry) -> str:
    return entry.caption


def _changed(pair: Pair, words: Callable[[Entry], str], most_pairs: int) -> Changed:
    old, new = pair
    return Changed(new, differences(words(old), words(new), most_pairs))
