"""What can go wrong with the store, told apart by what helps: trying again, or not."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from obstore.exceptions import BaseError


class StoreUnreachable(Exception):
    """The store cannot be read or written now (network, disk, rights): try again later.

    A write that ends so has kept nothing.
    """


class KeyMissing(StoreUnreachable):
    """The object is encrypted under a key that is not set; with the key it can be read again."""


class ObjectDamaged(StoreUnreachable):
    """What lies there is not what was put there: changed, cut off, or another object's content."""


class ObjectMissing(LookupError):
    """There is no object of this key."""


class TooLarge(Exception):
    """More bytes came than `limit` allows. Nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


@contextmanager
def reaching(key: str) -> Generator[None]:
    """Turns whatever obstore and the disk raise into ObjectMissing or StoreUnreachable."""
    try:
        yield
    except FileNotFoundError as fault:
        raise ObjectMissing(key) from fault
    except (BaseError, OSError) as fault:
        raise StoreUnreachable(f"{key}: {type(fault).__name__}") from fault
