"""Every screen of what is taught is measured, in every language."""

from collections import Counter

import pytest

from bot.content_check import draw_screens
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Kind
from bot.curriculum.lengths import ScreenLength
from bot.kit.i18n import LANGUAGES


@pytest.fixture(scope="module")
def drawn(loaded_content: Curriculum) -> list[ScreenLength]:
    return list(draw_screens(loaded_content))


def test_each_language_has_the_same_texts_measured(drawn: list[ScreenLength]) -> None:
    texts = {language: Counter[str]() for language in LANGUAGES}
    for screen in drawn:
        if not screen.what.startswith("the feedback"):  # which has more pages in some languages
            texts[screen.language][screen.what] += 1
    assert all(counted == texts["en"] for counted in texts.values())


def test_every_card_item_scene_and_statement_is_measured(
    content: Curriculum, drawn: list[ScreenLength]
) -> None:
    cards = [card for lesson in content.lessons.values() for card in lesson.cards]
    items = content.items.values()
    measured = {id(screen.of) for screen in drawn}
    wanted = [
        *(card.heading for card in cards if card.item is None),
        *(item.question for item in items if item.kind is not Kind.CASE),
        *(scene.text for item in items for scene in item.scenes),
        *content.needs.statements.values(),
        *content.needs.outcomes.values(),
    ]
    assert {id(phrase) for phrase in wanted} <= measured


def test_a_screen_counts_more_than_the_text_it_shows(drawn: list[ScreenLength]) -> None:
    for screen in drawn:
        assert screen.characters > len(screen.of.text(screen.language).text) > 0
