"""What judging costs the database: as much for forty pieces as for one."""

from __future__ import annotations

from bot.judging.actions import asking, assessing, declaring
from bot.judging.store import rounds
from bot.people.rules import Person
from tests.evidence.conftest import NOW
from tests.judging.conftest import ALONE, Panel
from tests.quizzes.samples import counted


async def statements(panel: Panel, ingrid: Person, name: str, pieces: int) -> tuple[int, int, int]:
    """How many it takes to find what goes into a round, what went in, and to open the work."""
    session, amina = panel.session, await panel.trainee(name)
    for n in range(pieces - 1):
        await panel.hand_in(amina, f"Conversation {n}")
    with counted(session) as finding:
        assert len((await asking.prepare(session, amina, "1.1")).frozen) == pieces
    round_ = (await panel.ask(amina)).round
    with counted(session) as loading:
        parts = await rounds.find_parts(session, round_.id)
    assert len({part.frozen.entries[0].text for part in parts}) == pieces
    assert {len(part.frozen.entries) for part in parts} == {1}
    public = (await panel.part(round_)).public_id
    await declaring.declare_none(session, ingrid, public, ALONE, NOW)
    with counted(session) as opening:
        await assessing.open_work(session, ingrid, public, NOW)
    return len(finding), len(loading), len(opening)


async def test_forty_pieces_take_as_many_statements_as_one(
    panel: Panel,
) -> None:
    ingrid = await panel.assessor("Ingrid")
    few = await statements(panel, ingrid, "Amina", 1)
    many = await statements(panel, ingrid, "Bea", 40)
    assert many == few
    assert few[1] == 3  # the pieces, their versions, what those hold
