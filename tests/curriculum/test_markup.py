"""The small part of Markdown that content may use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curriculum.markup import parse, parse_markdown
from bot.kit.text import Bold, Italic, Link, Quote, Text, plain, render


@pytest.mark.parametrize(
    ("written", "nodes"),
    [
        ("plain words, 3 < 4", ("plain words, 3 < 4",)),
        ("**b** and *i*", (Bold(("b",)), " and ", Italic(("i",)))),
        ("**b *and i***", (Bold(("b ", Italic(("and i",)))),)),
        ("[ELA](https://ela.europa.eu)", (Link(("ELA",), "https://ela.europa.eu"),)),
        ("- one\n- **two**", ("• ", "one", "\n", "• ", Bold(("two",)))),
        ("> said", (Quote(("said",)),)),
        ("one\ntwo", ("one two",)),
        ("one\n\ntwo", ("one", "\n\n", "two")),
        (r"2 \* 3", ("2 * 3",)),
        ("", ()),
    ],
)
def test_what_is_allowed_becomes_nodes(written: str, nodes: Text) -> None:
    assert parse(written).nodes == nodes
    assert parse(written).faults == ()


@pytest.mark.parametrize(
    ("written", "line", "problem"),
    [
        ("one\n\n# two", 2, "a heading"),
        ("one\n\n1. two", 2, "a numbered list"),
        ("one\ntwo `three`", 1, "code"),
        ("one\n\n```\ntwo\n```", 2, "a fenced block"),
        ("one\n\n    two", 2, "a line indented by four spaces"),
        ("one\n\n***", 2, "a ruled line"),
        ("one <br>", 0, "HTML"),
        ("<div>", 0, "HTML"),
        ("![one](https://x.org/a.png)", 0, "a picture"),
        ("~~one~~", 0, "struck-out text"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", 0, "a table"),
        ("* one", 0, "a list with `*`"),
        ("- one\n  - two", 0, "a list item that holds more than a line of text"),
        ("> - one", 0, "a quote that holds more than paragraphs"),
        ("__one__", 0, "emphasis with `__`"),
        ("[one](two.md)", 0, "a link to `two.md`"),
        ("** one**", 0, "`**` that makes nothing bold"),
    ],
)
def test_what_is_not_allowed_is_named_with_its_line(written: str, line: int, problem: str) -> None:
    assert (line, problem) in [(fault.line, fault.problem) for fault in parse(written).faults]


@given(st.text(alphabet="ab *_-#>[]()<`~|\n\\&;1.!:/", max_size=60))
def test_no_word_is_lost_in_silence(written: str) -> None:
    parsed = parse(written)
    lost = set("ab1") & set(written) - set(plain(parsed.nodes))
    assert not lost or parsed.faults


def test_what_looks_like_the_definition_of_a_link_is_shown() -> None:
    assert plain(parse("[a]: b").nodes) == "[a]: b"


LETTERS = "ab.,;: \n-1)(/!?’–é*_[]&\\#>+"
LINES = st.lists(st.sampled_from([*LETTERS, "**", "\n\n", "](https://a.is)"]), max_size=40)


@settings(max_examples=500)
@given(LINES)
def test_paragraphs_read_the_same_one_by_one(letters: list[str]) -> None:
    written = "".join(letters).strip()  # as values and bodies come from files
    assert render(parse(written).nodes) == render(parse_markdown(written).nodes)
    assert parse(written).faults == parse_markdown(written).faults
