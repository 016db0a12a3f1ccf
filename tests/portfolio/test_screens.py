"""Every screen of the portfolio fits a phone, in six languages, with the longest values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.portfolio import screens
from bot.portfolio.rules.exports import MEGABYTE, Export, Form, Scope, State, Volume
from bot.portfolio.rules.overview import Offer, Overview
from bot.portfolio.rules.portfolio import standings
from tests.portfolio.samples import NOW, OWNER, hostile, portfolio, usual

MARKS = {"met": 12, "partly": 11, "not_yet": 10}
NAME = "portfolio-2026-11-24-01.zip"


def export(state: State, form: Form = Form.ZIP, **values: object) -> Export:
    made = Export(
        1, "a7k2m9p4xq", 1, form, Scope.ALL, state, 1, NOW, NOW, NOW, 1234, 12_345, 567, 41,
        2000 * MEGABYTE,
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


def all_screens(words: Words, content: Curriculum) -> Iterator[tuple[str, Screen]]:
    units = {one.id: [outcome.id for outcome in one.outcomes] for one in content.units.values()}
    for name, held in (("usual", usual(content)), ("none", portfolio()), ("bad", hostile(content))):
        counted = tuple(
            replace(one, pieces=1000, files=9999, size=2000 * MEGABYTE, marks=MARKS)
            for one in standings(held, units)
        )
        for latest in (None, export(State.GONE)):
            overview = Overview(held, counted, latest, None, OWNER.zone)
            yield f"overview, {name}", screens.overview_screen(words, overview)
        made = replace(overview, making=export(State.MAKING))
        yield f"overview while one is made, {name}", screens.overview_screen(words, made)
    sizes = {Scope.NEWEST: 1999 * MEGABYTE, Scope.ALL: 2000 * MEGABYTE}
    for form in Form:
        for way in ({}, {"by_link": True}, {"in_volumes": True}):
            offer = Offer(form, usual(content), sizes, 50 * MEGABYTE, 1_764_000_000, **way)
            yield f"offer {form} {way}", screens.offer_screen(words, offer)
        for state in State:
            for by_link in (False, True):
                one = export(state, form, by_link=by_link)
                yield f"{state} {form}", screens.export_screen(words, one, OWNER.zone)
        one = export(State.MADE, form)
        yield f"again {form}", screens.sent_again_screen(words, one, OWNER.zone)
        volume = Volume(1, 41, "portfolio/aa/x", NAME)
        yield f"document {form}", screens.volume_screen(words, one, volume, 41, OWNER.zone)
        url = "https://jobs.example.org/file/" + "x" * 32
        yield f"link {form}", screens.link_screen(words, one, url, OWNER.zone)
        yield f"longer {form}", screens.longer_screen(words, one)
        yield f"failed {form}", screens.failed_screen(words, one)
        yield f"progress {form}", screens.progress_screen(words, one, 0.99)
        for state in (State.MADE, State.CANCELLED, State.FAILED, State.MAKING):
            yield f"ended {state}", screens.progress_ended_screen(words, export(state, form))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_a_phone_and_a_thumb(content: Curriculum, language: str) -> None:
    for name, screen in all_screens(Words(language), content):
        buttons = [button for row in screen.rows for button in row]
        assert 0 < len(plain(screen.text)) <= 900, f"{name}: {len(plain(screen.text))}"
        assert 0 < len(buttons) <= 8, name
        addresses = [button.to for button in buttons if not isinstance(button.to, str)]
        assert all(len(address.pack()) <= 64 for address in addresses), name
        assert all(len(button.label) <= 40 for button in buttons), name


def test_every_screen_has_a_way_home(content: Curriculum) -> None:
    for name, screen in all_screens(Words("en"), content):
        assert "Home" in [button.label for row in screen.rows for button in row], name


def test_a_caption_fits_under_a_document(content: Curriculum) -> None:
    for language in LANGUAGES:
        for name, screen in all_screens(Words(language), content):
            if screen.attachment is not None:
                assert len(plain(screen.text)) <= 1024, name
