"""How a slice declares what it holds about people, and what it keeps of somebody who is erased."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Table
from sqlalchemy.ext.asyncio import AsyncSession

# Numbers and names that only the program itself has a use for.
INTERNAL: Final = frozenset(
    {"id", "telegram_id", "chat_id", "message_id", "file_id", "key", "dedupe_key", "code_hash"}
)


@dataclass(frozen=True, slots=True)
class Erased:
    """Whose data: the numbers and the id by which rows know somebody."""

    person_id: int
    telegram_id: int
    public_id: str


Whose: TypeAlias = Callable[[Erased], ColumnElement[bool]]
Then: TypeAlias = Callable[[AsyncSession, Sequence[tuple[Any, ...]], datetime], Awaitable[None]]
Step: TypeAlias = Callable[[AsyncSession, Erased, datetime], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that are about somebody, under the name that they have in `/mydata`.

    `of` finds them. They are deleted, or, where others need the row, columns `become` other values,
    after which `of` must find it no more. `file` and `file_name` are the columns that name an
    object of the store, and what people call it; the object goes before its row.

    `/mydata` shows all columns but foreign keys, `INTERNAL` ones and those it `hides`; `shows` are
    shown all the same, `reads` turns what is stored into what is shown. `shared`: others' rows that
    mention somebody, left out of `/mydata`.
    """

    name: str
    table: Table
    of: Whose
    become: Mapping[str, Any] | None = None
    file: str | None = None
    file_name: str | None = None
    hides: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()
    reads: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict[str, Any])
    shared: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What `/mydata` shows of a row."""
        return tuple(column.name for column in self.table.c if self._is_shown(column))

    def _is_shown(self, column: Any) -> bool:
        hidden = bool(column.foreign_keys) or column.name in INTERNAL or column.name in self.hides
        return column.name in self.shows or not hidden


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of an erased person, in which table; `privacy.kept.WHAT` tells it and why."""

    what: str
    table: str
    staff: bool = False  # only somebody with a role other than a trainee's can leave it


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody would leave open if they were erased now, as `count` finds it.

    `privacy.duty.WHAT` tells it with its number. Where it `blocks`, it has to be settled first.
    """

    what: str
    count: Callable[[AsyncSession, Erased], Awaitable[int]]
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Aged:
    """Rows that go by themselves, under the `kind` that the table of retention periods names.

    `due` finds those whose period began before an instant; they are deleted, or columns `become`
    other values. `file`: as in `Rows`. Where the column `told` says since when its owner knows of
    it, that has to be `ahead`. `then` hears in the same transaction which rows went or changed, by
    their primary keys.
    """

    kind: str
    table: Table
    due: Callable[[datetime], ColumnElement[bool]]
    become: Mapping[str, Any] | None = None
    file: str | None = None
    told: str | None = None
    ahead: timedelta = timedelta()
    then: Then | None = None

    def is_over(self, now: datetime, span: timedelta) -> ColumnElement[bool]:
        """Which rows go now, after a period of that length."""
        due = self.due(now - span)
        return due if self.told is None else due & (self.table.c[self.told] <= now - self.ahead)


@dataclass(frozen=True, slots=True)
class Eraser:
    """All that a slice holds about people.

    `before` are steps in words of code, each called until it gives 0, and only then `rows`, in
    their order: a row goes before the one that it points to. Both begin anew after an interruption.
    `impersonal` names the slice's tables that are about nobody; `aged` go by themselves.
    """

    slice: str
    rows: tuple[Rows, ...] = ()
    before: tuple[Step, ...] = ()
    duties: tuple[Duty, ...] = ()
    kept: tuple[Kept, ...] = ()
    aged: tuple[Aged, ...] = ()
    impersonal: tuple[str, ...] = ()
