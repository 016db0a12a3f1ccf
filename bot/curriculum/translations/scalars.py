"""How one text is written in YAML, by PyYAML's own writer in the styles that authors use."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

import yaml

WIDTH: Final = 110  # of a line, where a text may be broken
ENDLESS: Final = 1_000_000
DOUBLE: Final = '"'
FOLDED: Final = ">"
LITERAL: Final = "|"


class _Writer(yaml.SafeDumper):
    """Double quotes where quotes are needed, as authors type them."""

    def choose_scalar_style(self) -> Any:
        chosen = super().choose_scalar_style()
        return DOUBLE if chosen == "'" else chosen


def line_of(key: str, value: object, indent: str) -> Iterator[str]:
    """`key: value`, in as many lines as the text needs."""
    start = f"{indent}{key_text(key)}: "
    yield from (start + scalar(value, _style(value, len(start)), indent)).split("\n")


def _style(value: object, used: int) -> str:
    """Short texts in their line, long ones folded, lists line by line."""
    if not isinstance(value, str):
        return ""
    if "\n" in value.replace("\n\n", ""):
        return LITERAL
    return FOLDED if "\n" in value or used + len(value) > WIDTH else ""


def kept_style(node: yaml.ScalarNode, value: object, within_flow: bool) -> str:
    """The style in which a text stands, unless it cannot hold the new one well."""
    if within_flow:
        return DOUBLE
    several = isinstance(value, str) and "\n" in value and node.style not in (FOLDED, LITERAL)
    return _style(value, 0) if several else node.style or ""


def scalar(value: object, style: str, indent: str) -> str:
    """The value as it stands behind `key: ` at this indent.

    The style is one of YAML's marks or "" for none; where it cannot hold the text, quotes do.
    """
    if not isinstance(value, str):
        return str(value)
    width = max(WIDTH - len(indent), 40) if style == FOLDED else ENDLESS
    node = yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style or None)
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "k")
    within = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], flow_style=False)
    lines = _serialized(within, width).removeprefix("k: ").split("\n")
    return "\n".join([lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])])


def key_text(key: str) -> str:
    """A key, in quotes where it would be taken for a number."""
    if key in ("true", "false"):
        return key  # ids of options, read as they are written
    return _serialized(yaml.ScalarNode("tag:yaml.org,2002:str", key)).removesuffix("\n...")


def flow(value: object) -> str:
    """Texts, mappings and lists of them in one line, texts in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(k)}: {flow(v)}" for k, v in _pairs(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, _items(value))) + "]"
    return scalar(value, DOUBLE, "") if isinstance(value, str) else str(value)


def _pairs(value: Any) -> list[tuple[str, object]]:
    return list(value.items())


def _items(value: Any) -> list[object]:
    return list(value)


def _serialized(node: yaml.Node, width: int = ENDLESS) -> str:
    written = StringIO()
    writer = _Writer(written, width=width, allow_unicode=True)
    writer.open()
    writer.serialize(node)
    writer.close()
    return written.getvalue().rstrip("\n")
