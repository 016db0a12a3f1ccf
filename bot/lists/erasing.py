"""What the lists hold about somebody: where they stand, and what staff did about them."""

from __future__ import annotations

from typing import Final

from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows
from bot.lists.tables import AsideRow, ContactRow, MorningRow, StandingRow
from bot.people.store import NOBODY_ID

_standings = table_of(StandingRow)
_asides = table_of(AsideRow)
_contacts = table_of(ContactRow)
_mornings = table_of(MorningRow)

ERASER: Final = Eraser(
    "lists",
    rows=(
        Rows("standing", _standings, lambda of: _standings.c.person_id == of.person_id),
        Rows("put_aside", _asides, lambda of: _asides.c.person_id == of.person_id),
        Rows("put_aside_by_me", _asides, lambda of: _asides.c.staff_id == of.person_id),
        Rows("written_to", _contacts, lambda of: _contacts.c.person_id == of.person_id),
        Rows(
            "written_to_by_me",
            _contacts,
            lambda of: _contacts.c.staff_id == of.person_id,
            become={"staff_id": NOBODY_ID},
        ),
        Rows("mornings", _mornings, lambda of: _mornings.c.person_id == of.person_id),
    ),
)
