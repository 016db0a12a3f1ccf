"""Every screen about what is held back at its fullest, in each of its states, with a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.holds import Bearing, HeldPiece, Hold, HoldState, Report, Step
from bot.evidence.rules.pieces import Kind, Piece, State
from bot.evidence.screens import going, hold_notices, holding
from bot.evidence.screens.parts import kind_name
from bot.evidence.screens.piece import withdrawn_screen
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAME = "Margarita Konstantinopoulou-Andersson"
WHERE = "The second line of the table on page 12, and again at the end of the last page. " * 3
ZONE = "Europe/Athens"
OWNER, TUTOR = 7, 8
STAFF = frozenset({Bearing.TUTOR, Bearing.COORDINATOR})
Named = tuple[str, Screen]


def held_screens_of(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    outcome = next(iter(curriculum.outcomes))
    kind = max(Kind, key=lambda one: len(kind_name(words, one)))
    piece = Piece(
        1, "piece00000", OWNER, outcome, kind, State.SUBMITTED, 2, "", frozenset(), (), False, AT,
        AT,
    )  # fmt: skip
    for state, entry, reporter in product(HoldState, (0, 12), (OWNER, TUTOR)):
        reports = tuple(Report(reporter, WHERE[:200]) for _ in range(3))
        hold = Hold(
            1234567890, 1, entry, OWNER, 1234 if entry else None, 2, state, AT, AT,
            left=0 if state in (HoldState.REPORTED, HoldState.OBJECTED) else 12, reports=reports,
        )  # fmt: skip
        for name, screen in _of(words, hold, piece):
            yield f"{name}, {state}, entry {entry}, reported by {reporter}", screen
    yield "reporting", holding.report_screen(words, piece, None, places.OpenHome(), own=False)
    yield (
        "reporting one's own",
        holding.report_screen(words, piece, None, places.OpenHome(), own=True),
    )
    yield "a draft goes", going.draft_notice(words, piece, AT.date(), 3650)
    yield "withdrawn", withdrawn_screen(words, piece, 3650)
    yield "taken back", hold_notices.taken_back_screen(words)
    yield "nothing held back", holding.holds_screen(words, [], 0, more=False)
    listed = [HeldPiece(1234567890, 1234, NAME, piece)] * holding.HOLDS_A_PAGE
    yield "all that is held back", holding.holds_screen(words, listed, 7, more=True)


def _of(words: Words, hold: Hold, piece: Piece) -> Iterator[Named]:
    yield "own case", holding.own_case_screen(words, hold, piece, ZONE)
    can = (STAFF, frozenset(Step), True)
    yield "case", holding.case_screen(words, hold, piece, NAME, can)
    for step in Step:
        if step is not Step.EXPIRE:
            yield f"sure to {step}", holding.sure_screen(words, hold, piece, step)
    yield "look", holding.look_screen(words, hold, piece, None, "A line of context", 0)
    ended = () if hold.is_open else (str(hold.state),)
    for what in ("held", "warned", "upheld") if hold.is_open else ended:
        shown = hold_notices.for_trainee(words, hold, piece, what, ZONE, links=what == "held")
        yield f"notice {what}", shown
    if hold.is_open:
        yield "links", hold_notices.for_trainee(words, hold, piece, "links", ZONE, links=True)
    yield "to coordinators", hold_notices.for_coordinators(words, hold, piece, NAME)
    yield "to deciders", hold_notices.for_deciders(words, hold, piece, NAME)
    yield "to a reporter", hold_notices.for_reporter(words, hold, piece)
