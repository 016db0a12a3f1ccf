"""The page of an export: one file that needs no network, no JavaScript and nothing beside it."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template

from bot.kit.text import (
    SAFE_SCHEMES,
    Bold,
    Code,
    Italic,
    Link,
    Node,
    Quote,
    Strike,
    Text,
    Underline,
)
from bot.portfolio.writing.view import View

FILE: Final = "index.html"
Span = dict[str, Any]
_TAGS: Final[dict[type[object], str]] = {
    Bold: "strong",
    Italic: "em",
    Strike: "s",
    Underline: "u",
    Code: "code",
    Quote: "q",
}


def page(view: View) -> bytes:
    """All that a person typed is escaped; a policy in it forbids whatever it does not need."""
    style, policy = _style()
    written = _template().render(
        view=view, style=style, policy=policy, spans=spans, is_safe=is_safe
    )
    return (written.strip() + "\n").encode()


@cache
def _style() -> tuple[str, str]:
    style = _read("index.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' file:; base-uri 'none'"
    )
    return style, policy


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_read("index.html"))


def _read(name: str) -> str:
    return (resources.files("bot.portfolio") / "templates" / name).read_text("utf-8")


def is_safe(address: str) -> bool:
    """Whether an address opens a page, and could do nothing else."""
    return address.lower().startswith(SAFE_SCHEMES)


def spans(of: Text) -> list[Span]:
    """A formatted text for the template, which escapes every word of it."""
    return [_span(node) for node in of]


def _span(node: Node) -> Span:
    if isinstance(node, str):
        return {"tag": "", "href": "", "words": node, "of": []}
    href = node.url if isinstance(node, Link) else ""
    return {"tag": _TAGS.get(type(node), "span"), "href": href, "words": "", "of": spans(node.of)}
