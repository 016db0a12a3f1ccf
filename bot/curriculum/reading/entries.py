"""One mapping of a YAML file, read key by key with the line of each.

Values are taken as they are written: `id: true` and `id: 7.1` are the words "true" and "7.1",
whatever YAML makes of them. Each reader returns something usable after a fault, so that reading
goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import yaml

from bot.curriculum.reading.findings import Findings, Located, Place

ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]*")
ID_LENGTH: Final = 24
if TYPE_CHECKING:
    from yaml import CSafeLoader as YamlLoader
else:
    YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

EMPTY: Final = ("", "~", "null", "Null", "NULL")
DAY_REMEDY: Final = "write a day as 2026-11-24"


class _Loader(YamlLoader):
    """libyaml's where it is there; it looks for no numbers and days, which would take a third."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        return "tag:yaml.org,2002:str"


class Entry:
    """A mapping. `close` reports every key that nobody asked for."""

    def __init__(self, findings: Findings, file: str, node: yaml.Node | None, above: int) -> None:
        self.findings = findings
        self.file = file
        self.above = above  # lines of the file above the YAML
        self.place = self.at(node)
        self._nodes: dict[str, tuple[yaml.Node, yaml.Node]] = {}  # each key's, its value's
        self._asked: list[str] = []
        self._inner: list[Entry] = []
        self._is_mapping = isinstance(node, yaml.MappingNode)
        if isinstance(node, yaml.MappingNode):
            self._take(node)
        elif node is not None:
            self.fault(f"{_kind(node)} stands here", "write `key: value` lines here")

    def _take(self, node: yaml.MappingNode) -> None:
        for key, value in node.value:
            name = str(key.value)
            if name in self._nodes:
                self.report_twice(key)
            self._nodes.setdefault(name, (key, value))

    def report_twice(self, key: yaml.Node) -> None:
        problem = f"`{key.value}` stands here twice"
        self.findings.fault(self.at(key), problem, "remove one of the two")

    def at(self, node: yaml.Node | None) -> Place:
        line = node.start_mark.line + 1 if node is not None else 1
        return Place(self.file, self.above + line)

    def fault(self, problem: str, remedy: str, key: str | None = None) -> None:
        self.findings.fault(self.place_of(key) if key else self.place, problem, remedy)

    def has(self, key: str) -> bool:
        return key in self._nodes

    def written_keys(self) -> Iterator[str]:
        """All keys as written, for mappings whose keys are ids."""
        return iter(self._nodes)

    def place_of(self, key: str) -> Place:
        """The line of the key, or of the whole entry where the key is missing."""
        return self.at(self._nodes[key][0]) if key in self._nodes else self.place

    def node(self, key: str, *, required: bool = True) -> yaml.Node | None:
        self._asked.append(key)
        if key in self._nodes:
            node = self._nodes[key][1]
            if not (isinstance(node, yaml.ScalarNode) and is_empty(node)):
                return node
        if required and self._is_mapping:  # else a fault has been reported already
            self.fault(f"`{key}` is missing", f"add `{key}:` to this entry", key)
        return None

    def text(self, key: str, *, required: bool = True) -> Located | None:
        """A single value; its line is that of its first words."""
        node = self.node(key, required=required)
        return None if node is None else self.scalar(node)

    def scalar(self, node: yaml.Node) -> Located | None:
        place = self.at(node)
        if not isinstance(node, yaml.ScalarNode):
            self.findings.fault(place, f"{_kind(node)} stands here", "write one value here")
            return None
        if node.style in ("|", ">"):  # the text begins below its mark
            place = Place(place.file, place.line + 1)
        return Located(node.value.strip(), place)

    def word(self, key: str, *, required: bool = True) -> str:
        """A single value where the language does not matter, or ""."""
        found = self.text(key, required=required)
        return found.value if found else ""

    def id(self, key: str = "id") -> str:
        found = self.text(key)
        if found is None:
            return ""
        if not ID.fullmatch(found.value) or len(found.value) > ID_LENGTH:
            self.findings.fault(
                found.place,
                f"`{found.value}` is no id",
                f"use a-z, 0-9, `.` and `-` only, at most {ID_LENGTH} characters",
            )
        return found.value

    def number(self, key: str, low: int, high: int) -> int:
        """A whole number within the limits; the lower limit after a fault."""
        found = self.text(key)
        if found is None:
            return low
        if not re.fullmatch(r"\d{1,9}", found.value) or not low <= int(found.value) <= high:
            problem = f"`{key}: {found.value}` is not a whole number from {low} to {high}"
            self.findings.fault(found.place, problem, "correct the number")
            return low
        return int(found.value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is not given."""
        found = self.text(key, required=False)
        if found is not None and found.value not in ("true", "false"):
            problem = f"`{key}: {found.value}` is neither true nor false"
            self.findings.fault(found.place, problem, "write `true`, or leave the line out")
        return found is not None and found.value == "true"

    def day(self, key: str, *, required: bool = True) -> date | None:
        found = self.text(key, required=required)
        if found is None:
            return None
        try:
            if len(found.value) != len("2026-11-24"):
                raise ValueError
            return date.fromisoformat(found.value)
        except ValueError:
            self.findings.fault(found.place, f"`{found.value}` is no day", DAY_REMEDY)
            return None

    def sequence(self, key: str, *, required: bool = True) -> list[yaml.Node]:
        node = self.node(key, required=required)
        if node is None or isinstance(node, yaml.SequenceNode):
            return list(node.value) if node else []
        problem = f"`{key}` holds no list"
        self.findings.fault(self.at(node), problem, f"write `{key}:` as a list, `[…]` or `- …`")
        return []

    def words(self, key: str, *, required: bool = True) -> list[Located]:
        """A list of single values."""
        found = (self.scalar(node) for node in self.sequence(key, required=required))
        return [word for word in found if word]

    def entries(self, key: str, *, required: bool = True) -> list[Entry]:
        """A list of mappings."""
        return [self._open(node) for node in self.sequence(key, required=required)]

    def entry(self, key: str, *, required: bool = True) -> Entry:
        """A mapping within this one; an empty one after a fault."""
        node = self.node(key, required=required)
        inner = self._open(node)
        inner.place = self.at(node) if node else self.place
        return inner

    def _open(self, node: yaml.Node | None) -> Entry:
        self._inner.append(Entry(self.findings, self.file, node, self.above))
        return self._inner[-1]

    def close(self) -> None:
        """Reports the keys, here and in all inner entries, that nobody asked for."""
        for key in self._nodes.keys() - set(self._asked):
            known = ", ".join(dict.fromkeys(self._asked))
            self.fault(f"unknown key `{key}`", f"remove it; keys here are {known}", key)
        for inner in self._inner:
            inner.close()


def open_yaml(findings: Findings, file: str, written: str, above: int = 0) -> Entry:
    """The mapping that a YAML text holds; `above` counts the lines of the file before it."""
    node: yaml.Node | None = None
    try:
        node = yaml.compose(written, Loader=_Loader)
    except yaml.YAMLError as error:
        findings.fault(*_broken(file, error, above))
    else:
        if node is None:
            findings.fault(Place(file, above + 1), "nothing stands here", "write `key: value`")
    return Entry(findings, file, node, above)


def _broken(file: str, error: yaml.YAMLError, above: int) -> tuple[Place, str, str]:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, above + (mark.line + 1 if mark else 1))
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return place, f"this is no YAML: {problem}", "look at quotes, colons and indentation here"


def is_empty(node: yaml.ScalarNode) -> bool:
    """Nothing stands behind the key, or YAML's word for nothing."""
    return not node.value.strip() or (not node.style and node.value in EMPTY)


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a single value"
