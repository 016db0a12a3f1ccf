"""What is said of evidence in several rooms: of a page of a file, and of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.curriculum.current import current_curriculum
from bot.evidence.rules.changes import Changed, Changes
from bot.evidence.rules.entries import Entry, Form, excerpt
from bot.evidence.rules.marking import PIECE, difference_parts, pages_of_parts
from bot.evidence.rules.pieces import outcome_of
from bot.evidence.rules.previews import MOST_PAGES, gets_preview
from bot.kit.files.filetype import Family
from bot.kit.i18n import Words
from bot.kit.text import Text, bold, joined, lines, text

Naming = Callable[[Words, Entry], Text]


def changes_told(words: Words, changes: Changes, naming: Naming) -> tuple[Text, ...]:
    """In pages, one at least; `naming` is how an entry is named to whoever reads it."""
    blocks = [block for block in _blocks(words, changes, naming) if block]
    return pages_of_parts(blocks) if blocks else (words.text("evidence.changes.nothing"),)


def _blocks(words: Words, changes: Changes, naming: Naming) -> Iterator[list[Text]]:
    """The short facts first, then the texts."""
    yield [*_by_line([*_facts(words, changes), *_files(words, changes, naming)])]
    if changes.context:
        parts = difference_parts(words, changes.context)
        yield [words.text("evidence.context_line", context=parts[0]), *parts[1:]]
    for one in changes.texts:
        yield _under(_named(words, one), difference_parts(words, one.difference))
    for one in changes.captions:
        under = bold(words("evidence.changes.under", number=_number(words, one.entry)))
        yield _under(under, difference_parts(words, one.difference))


def _under(heading: Text, parts: list[Text]) -> list[Text]:
    """The heading never stands at the end of a page."""
    return [text(heading, "\n", *parts[:1]), *parts[1:]]


def _by_line(facts: list[Text]) -> Iterator[Text]:
    for n, fact in enumerate(facts):
        yield text("\n", fact) if n else fact


def _named(words: Words, one: Changed) -> Text:
    sort = _sort(words, one.entry)
    return bold(joined(" ", [sort[:1].upper() + sort[1:], _number(words, one.entry)]))


def _number(words: Words, entry: Entry) -> str:
    return words("evidence.number", n=entry.number) if entry.number else ""


def _sort(words: Words, entry: Entry) -> str:
    if entry.form is Form.FILE:
        return words(f"evidence.family.{entry.family or Family.DOCUMENT}")
    return words(f"evidence.form.{entry.form}")


def _facts(words: Words, changes: Changes) -> Iterator[Text]:
    if changes.outcome:
        old, new = (_outcome(words, outcome) for outcome in changes.outcome)
        yield words.text("evidence.changes.outcome", old=old, new=new)
    if changes.kind:
        old, new = (words(f"evidence.kind.{kind}") for kind in changes.kind)
        yield words.text("evidence.changes.kind", old=old, new=new)
    if changes.tags_on:
        yield words.text("evidence.changes.tags_on", tags=_tags(words, changes.tags_on))
    if changes.tags_off:
        yield words.text("evidence.changes.tags_off", tags=_tags(words, changes.tags_off))


def _outcome(words: Words, outcome: str) -> str:
    found = current_curriculum().outcomes.get(outcome)
    if found is None:
        return outcome or words("evidence.no_outcome")
    return f"{outcome} {found.title.text(words.language).text}"


def _tags(words: Words, tags: Iterable[str]) -> str:
    """*1.1 knowledge, 2.1*."""
    return excerpt(", ".join(_tag(words, tag) for tag in tags), PIECE)


def _tag(words: Words, tag: str) -> str:
    outcome, aspect = outcome_of(tag), tag.rpartition(".")[2]
    return tag if outcome == tag else f"{outcome} {words(f'evidence.aspect.{aspect}')}"


def _files(words: Words, changes: Changes, naming: Naming) -> Iterator[Text]:
    for entry in changes.added:
        yield words.text("evidence.changes.added", entry=naming(words, entry))
    for entry in changes.taken_out:
        yield words.text("evidence.changes.out", entry=naming(words, entry))
    for old, new in changes.replaced:
        named = {"old": naming(words, old), "new": naming(words, new)}
        yield words.text("evidence.changes.replaced", **named)
    for entry in changes.reformatted:
        yield words.text("evidence.changes.reformatted", entry=naming(words, entry))


def page_told(words: Words, entry: Entry, page: int, *, shown: bool) -> Text:
    """Which page of how many; or why there is no picture."""
    if not gets_preview(entry):
        return words.text("evidence.preview.no_type")
    if not shown:
        waits = entry.preview is None
        return words.text("evidence.preview.waits" if waits else "evidence.preview.failed")
    if (entry.pages or 1) == 1:
        return ()
    more = (entry.pages or 1) > MOST_PAGES
    return lines(
        words("evidence.preview.page", n=page + 1, of=entry.pages or 1),
        words("evidence.preview.first_pages", n=MOST_PAGES) if more else "",
    )
