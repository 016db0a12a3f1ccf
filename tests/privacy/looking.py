"""Looks through every row of every table for whatever may say who somebody was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.schema import METADATA
from tests.people import Phone, Stage


def says(value: Any, marks: tuple[str | int, ...]) -> bool:
    return any(value == mark or (isinstance(value, str) and str(mark) in value) for mark in marks)


async def rows_with(stage: Stage, *marks: str | int) -> list[str]:
    """`table.column: value` of every place that holds one of the marks."""
    found: list[str] = []
    async with stage.app.services.database.reading() as session:
        for table in METADATA.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                found += [
                    f"{table.name}.{column}: {value}"
                    for column, value in row.items()
                    if says(value, marks)
                ]
    return found


async def rows_of(stage: Stage, table: str) -> list[dict[str, Any]]:
    """All rows of a table."""
    async with stage.app.services.database.reading() as session:
        found = await session.execute(select(METADATA.tables[table]))
        return [dict(row) for row in found.mappings()]


async def file_of(stage: Stage, phone: Phone, text: str) -> bytes:
    """The document under a message, as the phone has it."""
    document = phone.message_with(text)["document"]
    async with stage.http.get(f"{stage.url}/phone/files/{document['file_id']}") as answer:
        assert answer.status == 200
        return await answer.read()
