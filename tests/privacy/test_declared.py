"""Every table says whose data it holds and what becomes of it; a new one that does not fails."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import Table
from sqlalchemy.sql import visitors

from bot.erasers import ERASERS
from bot.kit.personal.holdings import Erased, Rows
from bot.schema import METADATA

SOMEBODY = Erased(7, 42, "somebody")
# What a column that says who somebody is can be called, where it is no foreign key.
WHO = frozenset({"person_id", "telegram_id", "chat_id", "owner_id", "live_chat"})
TABLES = sorted(METADATA.tables.values(), key=lambda table: table.name)


def declared(table: Table) -> list[Rows]:
    return [rows for one in ERASERS for rows in one.rows if rows.table is table]


def impersonal() -> frozenset[str]:
    return frozenset(name for one in ERASERS for name in one.impersonal)


def of_somebody(table: Table) -> set[str]:
    """The columns that say who somebody is."""
    points = {
        column.name
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name == "people_person"
    }
    if table.name == "people_person":
        return {"id"}  # the account goes with the row
    return points | {column.name for column in table.c if column.name in WHO}


def looked_at(rows: Rows) -> set[tuple[str, str]]:
    """The columns by which an eraser finds its rows."""
    found = visitors.iterate(rows.of(SOMEBODY))
    return {(c.table.name, c.name) for c in found if hasattr(c, "table") and c.table is not None}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_erased_by_somebody_or_about_nobody(table: Table) -> None:
    assert bool(declared(table)) != (table.name in impersonal()), (
        f"{table.name}: name it in the `erasing.py` of its slice, as rows or as impersonal"
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_column_that_says_who_is_one_that_an_eraser_looks_at(table: Table) -> None:
    handled = {column for rows in declared(table) for column in looked_at(rows)}
    left = {name for name in of_somebody(table) if (table.name, name) not in handled}
    assert not left or table.name in impersonal(), f"{table.name}: nobody erases by {left}"
    assert not of_somebody(table) or table.name not in impersonal()


def test_slices_erase_after_those_that_point_at_them() -> None:
    places = {rows.table.name: n for n, one in enumerate(ERASERS) for rows in one.rows}
    for name, place in places.items():
        for key in METADATA.tables[name].foreign_keys:
            target = key.column.table.name
            assert place <= places.get(target, place), f"{name} points at {target}"


def test_names_in_the_data_are_given_once() -> None:
    names = Counter((one.slice, rows.name) for one in ERASERS for rows in one.rows)
    assert [name for name, n in names.items() if n > 1] == []
