"""Faults as lines that a terminal and an editor understand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.curriculum.faults import Fault, Severity


def describe(faults: Sequence[Fault], folder: str = "content") -> str:
    """One `folder/file:line: problem — remedy` a line, and a last line that counts.

    `folder` goes before each file, so that a click in a terminal opens it.
    """
    prefix = f"{folder.rstrip('/')}/" if folder else ""
    return "\n".join([*(_line(fault, prefix) for fault in faults), _count(faults)])


def _line(fault: Fault, prefix: str) -> str:
    note = "note: " if fault.severity is Severity.NOTE else ""
    return f"{prefix}{fault.file}:{fault.line}: {note}{fault.problem} — {fault.remedy}"


def _count(faults: Sequence[Fault]) -> str:
    notes = sum(fault.severity is Severity.NOTE for fault in faults)
    return f"{number(len(faults) - notes, 'fault')}, {number(notes, 'note')}"


def number(count: int, noun: str) -> str:
    """So many of them in words: `no faults`, `1 fault`, `2 faults`."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
