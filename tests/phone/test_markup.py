"""What Telegram makes of marked-up and plain text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phone.entities import formatted, quoted
from bot.phone.errors import Refusal
from bot.phone.text_units import units

Short = list[tuple[str, int, int]]


def shortened(text: str, parse_mode: str = "", entities: Any = None) -> tuple[str, Short]:
    text, found = formatted(text, parse_mode, entities)
    return text, [(one["type"], one["offset"], one["length"]) for one in found]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><s>b</s>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<pre>a</pre> <code>b</code>", "a b", [("pre", 0, 1), ("code", 2, 1)]),
        ("<b></b>a", "a", []),
        ("a &amp; b &nbsp; &#128077; &#x1F44D;", "a & b &nbsp; 👍 👍", []),
        ("<B>a</B >", "a", [("bold", 0, 1)]),
        ('<a href="tg://user?id=5">a</a>', "a", [("text_mention", 0, 1)]),
        ('<a href="http://localhost/x">a</a>', "a", []),
        ("👍<b>a</b>", "👍a", [("bold", 2, 1)]),
        ("  <b>a </b> ", "a", [("bold", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
        ('<tg-time unix="5" format="wD">a</tg-time>', "a", [("date_time", 0, 1)]),
    ],
)
def test_html(source: str, text: str, entities: Short) -> None:
    assert shortened(source, "HTML") == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a* _b_ __c__ ~d~", "a b c d", None),
        ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        ("||a|| `b`", "a b", [("spoiler", 0, 1), ("code", 2, 1)]),
        ("```py\na = 1```", "a = 1", [("pre", 0, 5)]),
        (r"1\. \*a\*", "1. *a*", []),
        ("[a](https://x.se/)", "a", [("text_link", 0, 1)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
        (">a\n>b||", "a\nb", [("expandable_blockquote", 0, 3)]),
        ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", 0, 2)]),
        ("`a*b`", "a*b", [("code", 0, 3)]),
    ],
)
def test_markdown_v2(source: str, text: str, entities: Short | None) -> None:
    found = shortened(source, "MarkdownV2")
    assert found[0] == text
    assert entities is None or found[1] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved"),
        ("å [a](x", "Can't find end of a URL at byte offset 7"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
    ],
)
def test_bad_markdown_v2(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        formatted(source, "MarkdownV2")
    assert f"Bad Request: can't parse entities: {words}" in refused.value.description


def test_the_older_markdown() -> None:
    found = shortened("*a* _b_ [c](x.se) `d` ```py\ne``` \\*", "Markdown")
    assert found == (
        "a b c d e *",
        [("bold", 0, 1), ("italic", 2, 1), ("text_link", 4, 1), ("code", 6, 1), ("pre", 8, 1)],
    )
    with pytest.raises(Refusal, match="entity starting at byte offset 2"):
        formatted("a _b", "Markdown")


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start ABC", [("bot_command", 0, 6)]),
        ("a/b /help@some_bot", [("bot_command", 4, 14)]),
        ("See https://eures.europa.eu/index_en.", [("url", 4, 32)]),
        ("eures.europa.eu, o.k.", [("url", 0, 15)]),
        ("mail a.b@example.org", [("email", 5, 15)]),
        ("@amina_2 #job +46 70 123 45 67", None),
        ("👍 #jobb", [("hashtag", 3, 5)]),
        ("1.5 and e.g. nothing", []),
    ],
)
def test_what_is_found_in_plain_text(text: str, entities: Short | None) -> None:
    found = shortened(text)[1]
    if entities is None:
        assert [kind for kind, _, _ in found] == ["mention", "hashtag", "phone_number"]
    else:
        assert found == entities


def test_nothing_is_found_in_code() -> None:
    assert shortened("<code>/start x.se</code>", "HTML")[1] == [("code", 0, 11)]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": 0}, "Can't find field"),
        ({"type": "bold", "offset": -1, "length": 1}, "incorrect offset -1"),
        ({"type": "bold", "offset": 2, "length": 9}, "ends after the end of the text"),
        ({"type": "loud", "offset": 0, "length": 1}, "Unsupported type"),
        ({"type": "text_link", "offset": 0, "length": 1, "url": "x"}, "Wrong HTTP URL"),
        ("bold", "expected an Object"),
    ],
)
def test_bad_entities_are_refused(entity: Any, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        formatted("text", "", [entity])
    assert words.lower() in refused.value.description.lower()


def test_only_the_first_hundred_entities_are_kept() -> None:
    text, entities = formatted("<b>a</b>" * 150, "HTML")
    assert (len(text), len(entities)) == (150, 100)


def test_an_unknown_parse_mode_and_far_too_much_text() -> None:
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        formatted("a", "LaTeX")
    with pytest.raises(Refusal, match="text is too long"):
        formatted("a" * 33_000)


def test_a_quote_is_found_nearest_to_its_place() -> None:
    bold = {"type": "bold", "offset": 7, "length": 3}
    quote = quoted("👍 one, one", [bold], "one", 6)
    assert quote == {
        "text": "one",
        "position": 8,
        "is_manual": True,
    }
    assert quoted("text", [], "other", 0) is None


def assert_well_parsed(text: str, mode: str) -> None:
    """Either a text whose entities lie inside it, or a refusal in Telegram's words."""
    refused, plain, entities = "", "", list[dict[str, Any]]()
    try:
        plain, entities = formatted(text, mode, allow_empty=True)
    except Refusal as refusal:
        refused = refusal.description
    assert refused == "" or refused.startswith("Bad Request: can't parse entities: ")
    assert all(0 < one["length"] <= units(plain) - one["offset"] for one in entities)


@given(st.text(max_size=60), st.sampled_from(["HTML", "MarkdownV2", "Markdown", ""]))
def test_any_text_is_parsed_or_refused_and_entities_stay_inside(text: str, mode: str) -> None:
    assert_well_parsed(text, mode)


@given(st.text(alphabet="<>/ab &;=\"' \n", max_size=40))
def test_any_html_is_parsed_or_refused(text: str) -> None:
    assert_well_parsed(text, "HTML")


@given(st.text(alphabet="_*[]()~`>|!\\ab\n", max_size=40))
def test_any_markdown_is_parsed_or_refused(text: str) -> None:
    for mode in ("MarkdownV2", "Markdown"):
        assert_well_parsed(text, mode)
