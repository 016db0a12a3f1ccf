"""Texts are values: what goes in as words comes out as words, with entities beside them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.text import (
    Bold,
    Italic,
    Link,
    Quote,
    Text,
    bold,
    from_data,
    from_entities,
    paragraphs,
    plain,
    render,
    text,
    to_data,
    utf16_length,
)

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


def _texts() -> st.SearchStrategy[Text]:
    def styled(children: st.SearchStrategy[Text]) -> st.SearchStrategy[Text]:
        node = st.one_of(
            WORDS,
            st.builds(Bold, children),
            st.builds(Italic, children),
            st.builds(Quote, children, st.booleans()),
            st.builds(Link, children, st.just("https://example.org")),
        )
        return st.lists(node, min_size=1, max_size=3).map(lambda nodes: text(*nodes))

    return st.recursive(WORDS.map(text), styled, max_leaves=6)


@given(_texts())
def test_a_text_survives_as_data(of: Text) -> None:
    assert from_data(json.loads(json.dumps(to_data(of)))) == of


@given(_texts())
def test_entities_stay_within_the_words_in_utf16(of: Text) -> None:
    rendered = render(of)
    assert rendered.text == plain(of)
    for entity in rendered.entities:
        assert entity["length"] > 0
        assert entity["offset"] + entity["length"] <= utf16_length(rendered.text)


@given(_texts())
def test_a_composed_text_comes_back_with_its_words_and_entities(of: Text) -> None:
    rendered = render(of)
    again = render(from_entities(rendered.text, rendered.entities))
    assert again.text == rendered.text


def test_an_emoji_counts_two_units() -> None:
    assert render(text("😀", bold("Amina"))).entities[0]["offset"] == 2


def test_markup_in_a_name_stays_a_name() -> None:
    rendered = render(text("Hello ", bold("<b>*Amina*</b>")))
    assert rendered.text == "Hello <b>*Amina*</b>"
    assert [entity["type"] for entity in rendered.entities] == ["bold"]


def test_a_link_that_could_run_something_is_refused() -> None:
    with pytest.raises(ValueError, match="not a link"):
        Link(("press",), "javascript:alert(1)")


def test_paragraphs_leave_out_what_is_empty() -> None:
    assert plain(paragraphs("a", "", (), "b")) == "a\n\nb"
