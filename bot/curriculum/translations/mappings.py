"""Texts put into a YAML file that people write by hand, so that all other bytes stay as they were.

A library that reads a file whole and writes it anew (ruamel.yaml was tried) lays out lines anew
that an author broke otherwise. So PyYAML says where each value stands and how a new one is
written, and only these places change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from bot.curriculum.reading.entries import YamlLoader
from bot.curriculum.reading.texts import Path
from bot.curriculum.translations.scalars import flow, kept_style, key_text, line_of, scalar

STEP: Final = "  "
APART: Final = ("items",)  # what stands below these is set apart by empty lines


class Tree(dict[str, "Tree | str | int"]):
    """Nested mappings of a file, down to its texts and its version."""


def tree_of(texts: Mapping[Path, str | int]) -> Tree:
    """The nested mappings that these paths lead through, in their order."""
    tree = Tree()
    for path, text in texts.items():
        inner = tree
        for step in path[:-1]:
            found = inner.setdefault(step, Tree())
            inner = found if isinstance(found, Tree) else Tree()
        inner[path[-1]] = text
    return tree


def write_mapping(texts: Mapping[Path, str | int]) -> str:
    """A whole file, or a card's block, as authors write it."""
    return "\n".join(_block(tree_of(texts), "", ())) + "\n"


def _block(tree: Tree, indent: str, path: Path) -> Iterator[str]:
    """The lines of a mapping, without their ends."""
    for number, (key, value) in enumerate(tree.items()):
        if number and path == APART:
            yield ""
        if isinstance(value, Tree) and _is_list(value):
            yield f"{indent}{key_text(key)}: {flow(list(value.values()))}"
        elif isinstance(value, Tree):
            yield f"{indent}{key_text(key)}:"
            yield from _block(value, indent + STEP, (*path, key))
        else:
            yield from line_of(key, value, indent)


def _is_list(tree: Tree) -> bool:
    texts = all(not isinstance(value, Tree) for value in tree.values())
    return texts and list(tree) == [str(index) for index in range(len(tree))]


def edit_mapping(written: str, texts: Mapping[Path, str | int], order: Sequence[Path]) -> str:
    """The YAML with these texts in it, new ones where the order of all paths puts them.

    Raises ValueError for YAML in which that cannot be done.
    """
    node = yaml.compose(written, Loader=YamlLoader)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("no mapping")
    edits = _Edits(written)
    edits.mapping(node, tree_of(texts), tree_of(dict.fromkeys(order, "")), ())
    return edits.applied()


@dataclass(slots=True)
class _Edits:
    """Places of one text, as start, end and what stands there instead."""

    written: str
    found: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])

    def applied(self) -> str:
        result = self.written
        # From the end on; of two at one place the later one comes behind the earlier one.
        in_order = sorted(enumerate(self.found), key=lambda one: (one[1][:2], one[0]))
        for _, (start, end, new) in in_order[::-1]:
            result = result[:start] + new + result[end:]
        return result

    def mapping(self, node: yaml.MappingNode, new: Tree, order: Tree, path: Path) -> None:
        """`order` holds the keys of the source, in its order, and maybe more than are there."""
        present: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            present.setdefault(str(key.value), (key, value))
        before, absent = "", Tree()
        for key in [*order, *(key for key in new if key not in order)]:
            if key not in present:
                if key in new:
                    absent[key] = new[key]
                continue
            self.add(node, present, before, absent, path)
            before, absent = key, Tree()
            if key in new:
                inner = order.get(key, "")
                below = inner if isinstance(inner, Tree) else Tree()
                self.value(node, *present[key], new[key], below, (*path, key))
        self.add(node, present, before, absent, path)

    def value(
        self,
        within: yaml.MappingNode,
        key: yaml.Node,
        node: yaml.Node,
        new: Tree | str | int,
        order: Tree,
        path: Path,
    ) -> None:
        """Changes what stands under a key that is there."""
        start, end = node.start_mark.index, self.end(node)
        if isinstance(new, Tree):
            self.nested(within, key, node, new, order, path)
        elif isinstance(node, yaml.ScalarNode):
            style = kept_style(node, new, within.flow_style)
            text = scalar(new, style, " " * key.start_mark.column)
            self.found.append((start, end, text if end > start else f" {text}"))
        else:
            raise ValueError(f"`{'/'.join(path)}` holds more than a text")

    def nested(
        self,
        within: yaml.MappingNode,
        key: yaml.Node,
        node: yaml.Node,
        new: Tree,
        order: Tree,
        path: Path,
    ) -> None:
        if isinstance(node, yaml.MappingNode) and node.value:
            self.mapping(node, new, order, path)
        elif isinstance(node, yaml.SequenceNode) and _fits(node, new):
            self.sequence(node, new)
        elif isinstance(node, yaml.CollectionNode) and node.value:
            raise ValueError(f"`{'/'.join(path)}` is a list with too few texts")
        else:  # nothing under the key yet
            start, end = node.start_mark.index, self.end(node)
            if within.flow_style:
                text = f" {flow(new)}"
            else:
                text = "\n" + "\n".join(_block(new, " " * key.start_mark.column + STEP, path))
            self.found.append((start, end, text))

    def sequence(self, node: yaml.SequenceNode, new: Tree) -> None:
        for index, text in new.items():
            inner: yaml.Node = node.value[int(index)]
            if isinstance(text, Tree) or not isinstance(inner, yaml.ScalarNode):
                raise ValueError("a list that holds more than texts")
            style = kept_style(inner, text, node.flow_style)
            indent = " " * max(inner.start_mark.column - len(STEP), 0)
            self.found.append(
                (inner.start_mark.index, self.end(inner), scalar(text, style, indent))
            )

    def add(
        self,
        node: yaml.MappingNode,
        present: Mapping[str, tuple[yaml.Node, yaml.Node]],
        before: str,
        absent: Tree,
        path: Path,
    ) -> None:
        """Puts new keys behind the one before, or first."""
        if not absent:
            return
        first: yaml.Node = node.value[0][0]
        if node.flow_style:
            inner = flow(absent)[1:-1]
            at = self.end(present[before][1]) if before else first.start_mark.index
            self.found.append((at, at, f", {inner}" if before else f"{inner}, "))
            return
        lines = list(_block(absent, " " * first.start_mark.column, path))
        gap = "\n" if path == APART else ""
        if before:
            at = self.line_end(self.end(present[before][1]))
            self.found.append((at, at, f"\n{gap}" + "\n".join(lines)))
        else:
            at = first.start_mark.index - first.start_mark.column
            self.found.append((at, at, "\n".join(lines) + f"\n{gap}"))

    def end(self, node: yaml.Node) -> int:
        """Behind the last sign of a value, wherever YAML sees its end."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            inner: Any = node.value[-1]
            last: yaml.Node = inner[1] if isinstance(node, yaml.MappingNode) else inner
            return self.end(last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.written[start:end].rstrip())

    def line_end(self, index: int) -> int:
        """The end of the line, which may have a comment behind the value."""
        found = self.written.find("\n", index)
        return len(self.written) if found < 0 else found


def _fits(node: yaml.SequenceNode, new: Tree) -> bool:
    return all(index.isdecimal() and int(index) < len(node.value) for index in new)
