"""JSON values from outside, of which nothing is known until it is looked at."""

from typing import Any, cast

Json = dict[str, Any]


def as_object(value: Any) -> Json | None:
    """The value if it is an object."""
    return cast("Json", value) if isinstance(value, dict) else None


def as_list(value: Any) -> list[Any] | None:
    """The value if it is a list."""
    return cast("list[Any]", value) if isinstance(value, list) else None
