"""Keys of objects: random, plain, and never made of anything that a person typed."""

from __future__ import annotations

import re
import secrets
from typing import Final

LONGEST_KEY: Final = 200
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*")


class BadKey(ValueError):
    """A key that `new_key` would never make; it reached no store."""


def new_key(prefix: str) -> str:
    """A new key `prefix/3f/3f9a…` of 128 random bits; `prefix` is one or more plain words with /.

    The two letters spread the objects over folders. Small letters alone, because a folder may not
    tell them from capitals. Raises BadKey.
    """
    random = secrets.token_hex(16)
    return checked_key(f"{prefix}/{random[:2]}/{random}")


def checked_key(key: str) -> str:
    """The key itself. Raises BadKey for dots, roots, empty parts, odd or over 200 characters."""
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise BadKey(f"not a key of an object: {key[:80]!r}")
    return key
