"""Ready-made answers: fields in braces that are filled from the question at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 600
LONGEST_NAME: Final = 40
FIELDS: Final = ("name", "tutor", "lesson")
_FIELD: Final = re.compile(r"\{(" + "|".join(FIELDS) + r")\}")


@dataclass(frozen=True, slots=True)
class Canned:
    """One in one language; `id` is that of the text, which changes with it."""

    id: int
    canned_id: int
    name: str
    language: str
    text: str
    owner_id: int
    is_shared: bool


def filled(written: str, values: Mapping[str, str]) -> str:
    """With each field's value in its place; other braces stay as they are."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), written)


def with_fields(written: str, values: Mapping[str, str]) -> str:
    """An answer that was given with fields where it names somebody or something, whole words
    alone. The longest value goes first, so that a name within a title stays in it.
    """
    known = {value: field for field, value in values.items() if value.strip()}
    if not known:
        return written
    longest = sorted(known, key=len, reverse=True)
    pattern = r"(?<!\w)(" + "|".join(map(re.escape, longest)) + r")(?!\w)"
    return re.sub(pattern, lambda found: f"{{{known[found[1]]}}}", written)
