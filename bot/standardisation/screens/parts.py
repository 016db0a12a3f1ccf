"""What several screens of exercises have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, button_rows
from bot.kit.text import Text, bold, joined, lines, plain, text
from bot.standardisation.rules.exercises import Deadline, Paper

LABEL: Final = 40
NAME: Final = 60
ROOM: Final = 650  # of a page of blocks, beside what stands around them


def title_of(words: Words, paper: Paper) -> str:
    return paper.sample.title.text(words.language).text


def outcome_line(words: Words, paper: Paper) -> str:
    return f"{paper.sample.outcome} {paper.outcome.text(words.language).text}"


def in_english(words: Words, paper: Paper) -> str:
    """Says so where the sample is not there in the reader's language."""
    return "" if paper.is_in(words.language) else words("standardisation.in_english")


def until(words: Words, deadline: Deadline | None, zone: str) -> str:
    """The deadline on the reader's own clock."""
    return words.moment(deadline.instant, zone) if deadline else ""


def label(of: str) -> str:
    """As much as a button holds."""
    return of if len(of) <= LABEL else f"{of[: LABEL - 1].rstrip()}…"


def back(words: Words, to: Address) -> Button:
    return Button(words("kit.back"), to)


def home(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def turning(words: Words, before: Address | None, after: Address | None) -> Rows:
    return button_rows(
        Button(words("kit.previous"), before) if before else None,
        Button(words("kit.next"), after) if after else None,
        per_row=2,
    )


def heading(*parts: str) -> Text:
    return bold(" · ".join(filter(None, parts)))


def named(words: Words, names: Sequence[str], room: int) -> Text:
    """The first of the names, as many as have room but one at least, and how many more."""
    shown = [excerpt(name) for name in names[:1]]
    for name in map(excerpt, names[1:]):
        if len(words.listing([*shown, name])) > room:
            break
        shown.append(name)
    more = len(names) - len(shown)
    rest = words.count("standardisation.and_more", more) if more else ""
    return lines(words.listing(shown), rest)


def excerpt(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"


def pages_of(blocks: Iterable[Text], room: int = ROOM) -> list[Text]:
    """The blocks in as few pages as hold them; one that is longer has a page to itself."""
    pages: list[Text] = []
    for block in blocks:
        longer = joined("\n\n", [pages[-1], block]) if pages else block
        if pages and len(plain(longer)) <= room:
            pages[-1] = longer
        else:
            pages.append(block)
    return pages or [text()]
