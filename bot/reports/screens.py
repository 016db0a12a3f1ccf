"""Learners against the target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.people.rules import Person
from bot.reports.addresses import OpenRecruitment
from bot.reports.rules import FEWEST, NOT_SAID, SECTORS, Country, Recruitment

A_PAGE: Final = 4


def recruitment_screen(words: Words, person: Person, of: Recruitment, page: int) -> Screen:
    """All of it in words and numbers; the bar only says again what the numbers say."""
    shown, pages = paged(words, of.countries, page, A_PAGE, OpenRecruitment)
    return Screen(
        paragraphs(
            bold(words("reports.title")),
            _progress(words, person, of),
            lines(*(_country(words, one) for one in shown)),
            "" if all(one.whole for one in shown) else words("reports.few_sectors", n=FEWEST),
            _elsewhere(words, of),
            words("reports.sectors", sectors=_sectors(words, of.sectors)) if of.sectors else "",
        ),
        (
            *pages,
            *button_rows(
                Button(words("home.invite"), places.InvitePeople()),
                Button(words("kit.home"), places.OpenHome()),
            ),
        ),
    )


def _progress(words: Words, person: Person, of: Recruitment) -> str:
    """A screen reader speaks each block of a bar; whoever has one hears the numbers alone."""
    share = words.percent(of.share)
    said = words.count("reports.progress", of.learners, target=of.target, share=share)
    return said if person.new_messages else f"{said}\n{of.bar}"


def _country(words: Words, one: Country) -> Text:
    name = words.country(one.code) if one.code != NOT_SAID else words("reports.no_country")
    sectors = _sectors(words, one.sectors)
    detail = f" ({sectors})" if sectors else ""
    return text(bold(f"{name}: {words.number(one.learners)}"), detail)


def _sectors(words: Words, sectors: Mapping[str, int]) -> str:
    return words.listing(
        f"{_sector(words, sector)} {words.number(sectors[sector])}"
        for sector in SECTORS
        if sectors.get(sector)
    )


def _sector(words: Words, sector: str) -> str:
    return words(f"people.sector.{sector}") if sector else words("reports.no_sector")


def _elsewhere(words: Words, of: Recruitment) -> str:
    if of.few:
        return words("reports.few_elsewhere", n=FEWEST)
    return words.count("reports.elsewhere", of.elsewhere) if of.elsewhere else ""
