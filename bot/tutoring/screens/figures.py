"""How questions fare, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot import places
from bot.kit.files.sheets import as_csv
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, WrittenFile, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.tutoring.addresses import OpenFigures, SendFigures
from bot.tutoring.rules.figures import ALL, NOBODY, PERIODS, By, Figures, Spread
from bot.tutoring.rules.narrowing import TOPIC_OF
from bot.tutoring.screens.parts import home_button, span_of

A_PAGE: Final = 2
FILE: Final = "figures.csv"
COLUMNS: Final = 12
MINUTE: Final = timedelta(minutes=1)


def figures_screen(words: Words, found: Sequence[Figures], by: By, days: int, page: int) -> Screen:
    """Of everything, then a page of the groups."""
    whole, groups = _parted(found)
    shown, turning = paged(words, groups, page, A_PAGE, lambda to: OpenFigures(by, days, to))
    other = By.TUTOR if by is By.TOPIC else By.TOPIC
    periods = [
        Button(words.count("tutoring.days", one), OpenFigures(by, one))
        for one in PERIODS
        if one != days
    ]
    return Screen(
        paragraphs(
            bold(words.count("tutoring.figures.title", days)),
            _block(words, whole) if whole else words.text("tutoring.figures.none"),
            *(lines(bold(_name(words, by, one)), _block(words, one)) for one in shown),
        ),
        (
            *turning,
            (Button(words(f"tutoring.figures.by.{other}"), OpenFigures(other, days)),),
            *button_rows(*periods, per_row=2),
            (Button(words("tutoring.figures.csv"), SendFigures(by, days)),),
            (Button(words("tutoring.queue"), places.OpenQueue()), home_button(words)),
        ),
    )


def _parted(found: Sequence[Figures]) -> tuple[Figures | None, list[Figures]]:
    whole = next((one for one in found if one.group == ALL), None)
    return whole, [one for one in found if one.group != ALL]


def _name(words: Words, by: By, of: Figures) -> str:
    if of.group == ALL:
        return words("tutoring.topic.all")
    if by is By.TOPIC:
        return words(f"tutoring.topic.{TOPIC_OF[of.group]}")
    if of.group == NOBODY:
        return words("tutoring.figures.nobody")
    return of.name or words("people.left")


def _block(words: Words, of: Figures) -> Text:
    now = words(
        "tutoring.figures.now",
        asked=words.number(of.asked),
        open=words.number(of.open),
        waiting=words.number(of.waiting),
    )
    rated = words("tutoring.figures.helped", helped=of.helped, rated=of.rated) if of.rated else ""
    return lines(now, _spread(words, "first", of.first), _spread(words, "closed", of.closed), rated)


def _spread(words: Words, what: str, of: Spread) -> str:
    if of.median is None or of.ninth is None:
        return ""
    median, ninth = (span_of(words, max(one, MINUTE)) for one in (of.median, of.ninth))
    return words(f"tutoring.figures.{what}", median=median, ninth=ninth)


def sheet_screen(words: Words, found: Sequence[Figures], by: By, days: int) -> Screen:
    """As a file; times in minutes."""
    header = [words(f"tutoring.figures.column.{n}") for n in range(1, COLUMNS + 1)]
    content = as_csv(header, ([_name(words, by, one), *_cells(one)] for one in found))
    return Screen(
        words.count_text("tutoring.figures.title", days),
        button_rows(Button(words("kit.back"), OpenFigures(by, days)), home_button(words)),
        attachment=WrittenFile(FILE, content),
        fresh=True,
    )


def _cells(of: Figures) -> list[str]:
    numbers = (of.asked, of.open, of.waiting)
    spreads = (*_times(of.first), *_times(of.closed))
    return [*map(str, numbers), *spreads, str(of.rated), str(of.helped)]


def _times(of: Spread) -> list[str]:
    spans = (of.median, of.ninth)
    return [str(of.number), *("" if one is None else str(one // MINUTE) for one in spans)]
