"""Whether what comes back may be taken over, text by text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.curriculum import markup
from bot.curriculum.reading.cards import ALMOST_CUT, BLOCK_OPENS
from bot.curriculum.reading.texts import Path
from bot.curriculum.translations.entries import Entry, SourceText, TranslatedFile
from bot.curriculum.translations.exchange import Incoming
from bot.kit.text import plain

LINK: Final = re.compile(r"https?://[^\s<>()\[\]]+")
PLACEHOLDER: Final = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}")
UNSEEN: Final = ("Cc", "Cs", "Zl", "Zp")  # categories of characters that no file should hold
NO_CHARACTERS: Final = "\ufffe\uffff"
EXPORT_AGAIN: Final = "export again and bring this translation over"
Verdict = tuple[str, str]  # problem and remedy


@dataclass(frozen=True, slots=True)
class ImportFault:
    """Why one text cannot be taken over; `place` as the file's own line or row."""

    place: str
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        key = f" {self.key}:" if self.key else ""
        return f"{self.place}:{key} {self.problem} — {self.remedy}"


@dataclass(slots=True)
class Judged:
    """`changes` are the new texts by file and path, `checked` the paths of all that are final.

    `waiting` counts texts that are still empty or drafts.
    """

    faults: list[ImportFault] = field(default_factory=list[ImportFault])
    changes: dict[str, dict[Path, str]] = field(default_factory=dict[str, dict[Path, str]])
    checked: dict[str, set[Path]] = field(default_factory=dict[str, set[Path]])
    places: dict[tuple[str, Path], str] = field(default_factory=dict[tuple[str, Path], str])
    waiting: int = 0


def judge(files: Sequence[TranslatedFile], texts: Iterable[Incoming]) -> Judged:
    """Every fault there is, and what is to be changed where there is none."""
    entries = {entry.text.key: entry for file in files for entry in file.entries}
    judged, seen = Judged(), dict[str, str]()
    for one in texts:
        if one.key in seen:
            problem = f"the key stands in {seen[one.key]} already"
            judged.faults.append(ImportFault(one.place, one.key, problem, "remove one of the two"))
        elif one.key not in entries:
            problem, remedy = "no text has this key", "keep keys as they were exported"
            judged.faults.append(ImportFault(one.place, one.key, problem, remedy))
        else:
            _judge_one(judged, entries[one.key], one)
        seen.setdefault(one.key, one.place)
    for file in files:
        judged.faults += _gaps(file, judged)
    return judged


def _judge_one(judged: Judged, entry: Entry, one: Incoming) -> None:
    text, new = entry.text, tidied(entry.text, one.translation)
    changed = new != entry.translation
    current = one.source == text.source
    if one.draft or (not new and not changed):
        judged.waiting += not text.spare
    elif not changed:
        if current and not one.unchecked:
            judged.checked.setdefault(text.file, set()).add(text.path)
    elif verdicts := list(_verdicts(text, new, current)):
        judged.faults += [ImportFault(one.place, text.key, *verdict) for verdict in verdicts]
    else:
        judged.changes.setdefault(text.file, {})[text.path] = new
        judged.checked.setdefault(text.file, set()).add(text.path)
        judged.places[text.file, text.path] = one.place


def tidied(text: SourceText, written: str) -> str:
    """As it will be read again: without what a file has around a text."""
    if not text.is_in_card or text.path[-1] == "heading":
        return written.strip()
    lines = written.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    return "\n".join(lines[first:]).rstrip()


def _verdicts(text: SourceText, new: str, current: bool) -> Iterator[Verdict]:
    if not current:
        yield "the English text has changed since the export", EXPORT_AGAIN
        return
    if not new:
        yield "empty, which would take the translation away", "write it, or remove this entry"
        return
    yield from _unseen(new)
    yield from _length(text, new)
    yield from _markup(text, new)
    yield from _lost(text, new)
    if text.is_in_card:
        yield from _seams(text, new)


def _unseen(new: str) -> Iterator[Verdict]:
    for sign in dict.fromkeys(new):
        hidden = unicodedata.category(sign) in UNSEEN and sign not in "\n\t"
        if hidden or sign in NO_CHARACTERS:
            yield f"the hidden character U+{ord(sign):04X}", "remove it"


def _length(text: SourceText, new: str) -> Iterator[Verdict]:
    length = len(new)
    if length > text.limit and text.phrase.marked:
        length = len(plain(markup.parse(new).nodes))
    if length > text.limit:
        yield f"{length} characters where {text.limit} fit", f"cut {length - text.limit}"


def _markup(text: SourceText, new: str) -> Iterator[Verdict]:
    parsed = markup.parse(new)
    for problem in dict.fromkeys(found.problem for found in parsed.faults):
        yield f"{problem} is not possible here", markup.ALLOWED
    if not text.phrase.marked and not parsed.faults and parsed.nodes != (new,):
        yield "formatting is not possible here", "write plain words in one line"


def _lost(text: SourceText, new: str) -> Iterator[Verdict]:
    """A link may lead to the page in the other language, but has to be there."""
    before, after = LINK.findall(text.source), LINK.findall(new)
    if len(after) < len(before):
        gone = [link for link in before if link not in after]
        yield f"{len(before) - len(after)} of the links is lost", f"put back {gone[-1]}"
    wanted, found = Counter(PLACEHOLDER.findall(text.source)), Counter(PLACEHOLDER.findall(new))
    for name in (wanted - found) or ():
        yield f"the placeholder `{name}` is lost", "put it back as it stands in the source"
    for name in (found - wanted) or ():
        yield f"the placeholder `{name}` is not in the source", "remove it"


def _seams(text: SourceText, new: str) -> Iterator[Verdict]:
    """What would cut a card, or begin another one."""
    lines = new.split("\n")
    if text.path[-1] == "heading" and len(lines) > 1:
        yield "a heading of several lines", "write it in one line"
    for line in dict.fromkeys(lines):
        if ALMOST_CUT.fullmatch(line):
            yield f"a line `{line.strip()}` would cut the card", "remove that line"
        elif line.startswith("## ") or line.rstrip() == BLOCK_OPENS:
            yield f"a line `{line.strip()}` would begin a card", "begin that line with a word"


def _gaps(file: TranslatedFile, judged: Judged) -> Iterator[ImportFault]:
    """Texts that a file cannot hold without another one."""
    changes = judged.changes.get(file.source.file, {})
    there = file.texts.keys() | changes.keys()
    for text in file.source.texts if changes else ():
        if text.path in there:
            continue
        if dependent := next(_dependents(text, changes), None):
            place = judged.places[file.source.file, dependent]
            remedy = "translate it too, or leave this one empty"
            yield ImportFault(place, "", f"cannot stand without `{text.key}`", remedy)


def _dependents(text: SourceText, changes: Mapping[Path, str]) -> Iterator[Path]:
    if text.is_listed:
        return (path for path in changes if path[0] == text.path[0])
    if text.is_in_card and text.path[-1] == "heading":
        return (path for path in changes if path[:2] == text.path[:2])
    return iter(())
