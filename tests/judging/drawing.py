"""Every screen of judging at its fullest, for each outcome of the profile, with a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Outcome
from bot.curriculum.verdicts import Verdict
from bot.evidence.rules.changes import changes_between
from bot.evidence.rules.entries import Entry, EntryState, Form
from bot.evidence.rules.pieces import Frozen, Kind
from bot.evidence.rules.previews import Preview
from bot.evidence.rules.requirements import standing_of
from bot.judging.addresses import WriteConflict, WriteStanding
from bot.judging.rules.desk import Declared, Waived, Waivers
from bot.judging.rules.reading import Judged, Seen
from bot.judging.rules.rounds import (
    Asking,
    Assignment,
    Desk,
    Due,
    Held,
    Part,
    Place,
    Reason,
    Round,
    Shown,
    Stage,
    State,
    Waiting,
    Work,
)
from bot.judging.rules.separation import Candidate, Conflict
from bot.judging.rules.verdicts import Noted
from bot.judging.screens import (
    asking,
    assessing,
    coordinating,
    declaring,
    evidence,
    notices,
    previews,
    recording,
    results,
    verdicts,
)
from bot.judging.screens import changes as changing
from bot.judging.screens.sufficiency import warnings_of
from bot.kit.files.filetype import Family
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAME = "Margarita Konstantinopoulou-Andersson"
LONG = "Page 12 shows it, and what is missing stands nowhere. " * 12
ZONE = "Europe/Athens"
Named = tuple[str, Screen]


def screens_of(words: Words, curriculum: Curriculum) -> Iterator[Named]:
    for outcome in curriculum.outcomes.values():
        for name, screen in _screens(words, outcome):
            yield f"judging {outcome.id} {name}", screen
    for n in range(3):
        shown = [_round(one) for one in list(curriculum.outcomes.values())[:4]][: n + 1]
        yield "mine", asking.judgements_screen(words, shown, 1, more=True)
    yield "mine, empty", asking.judgements_screen(words, [], 0, more=False)
    yield "outcomes", asking.outcomes_screen(words, list(curriculum.outcomes), 1)
    yield "outcomes, none", asking.outcomes_screen(words, [], 0)


def _round(outcome: Outcome, **values: object) -> Round:
    criteria = tuple(one.id for one in outcome.criteria)
    of = Round(
        2147483647, "round00000", 7, outcome.id, 2, State.JUDGED, 2, criteria[1:], criteria[:1],
        dict.fromkeys(criteria[1:], Verdict.NOT_YET), 0.5, True, 0, AT,
        note=LONG[:600], response=LONG[:600], responded_at=AT,
    )  # fmt: skip
    return replace(of, **values)  # type: ignore[arg-type]


def a_frozen_version(outcome: Outcome) -> Frozen:
    files = [
        Entry(2147483000 + n, 1, 7, Form.FILE, EntryState.STORED, media_kind="document",
              name="a very long name of a file that somebody took from a phone.pdf")
        for n in range(9)
    ]  # fmt: skip
    hidden = Entry(9, 1, 7, Form.FILE, EntryState.QUARANTINED, media_kind="document")
    held = (hidden, *files)
    tags = (outcome.id, *(one.id for one in outcome.statements))
    return Frozen(1, 12, outcome.id, Kind.DISCUSSION, LONG[:300], tags, held, AT)


def _part(stage: Stage, place: Place = Place.FIRST) -> Assignment:
    return Assignment(2147483647, "work000000", 1, 3, place, stage, AT, AT, AT, 1, AT, AT)


def some_work(outcome: Outcome, stage: Stage, place: Place = Place.FIRST, **values: object) -> Work:
    criteria = tuple(one.id for one in outcome.criteria)
    parts = tuple(Part(2147483000 + n, a_frozen_version(outcome)) for n in range(9))
    noted = dict.fromkeys(criteria, Noted(Verdict.NOT_YET, LONG[:600]))
    reasons = tuple(
        Reason(one, Verdict.NOT_YET, LONG[:600], Place.SECOND, NAME, AT) for one in criteria
    )
    of = _round(outcome, **values)
    if place is not Place.THIRD:
        criteria = of.criteria
    return Work(of, _part(stage, place), NAME, parts, criteria, noted, reasons)


def _screens(words: Words, outcome: Outcome) -> Iterator[Named]:
    yield from _of_the_trainee(words, outcome)
    yield from _of_the_assessor(words, outcome)
    yield from _of_the_desk(words, outcome)
    yield from _notices(words, outcome)


def _of_the_trainee(words: Words, outcome: Outcome) -> Iterator[Named]:
    criteria = tuple(one.id for one in outcome.criteria)
    frozen = (a_frozen_version(outcome),) * 9
    warnings = warnings_of(words, standing_of(outcome, [], AT))
    full = Asking(outcome.id, 3, frozen, criteria[1:], criteria[:1])
    for name, one in (
        ("ask", full),
        ("ask, nothing", replace(full, frozen=())),
        ("ask, all met", replace(full, criteria=())),
    ):
        yield name, asking.ask_screen(words, one, warnings)
    parts = tuple(Part(n, one) for n, one in enumerate(frozen))
    reasons = some_work(outcome, Stage.OPEN).others
    for state in State:
        shown = Shown(_round(outcome, state=state, lacks=1), parts, reasons)
        yield f"round {state}", results.round_screen(words, shown, ZONE)
    judged = Shown(_round(outcome, waiver=LONG, waived_at=AT), parts, reasons)
    yield "round, one judged", results.round_screen(words, judged, ZONE)
    for n in range(len(reasons)):
        yield f"reasons {n}", results.reasons_screen(words, judged, n, ZONE)
    yield "respond", results.respond_screen(words, judged.round)
    yield "sure", asking.sure_screen(words, judged.round)


def _of_the_assessor(words: Words, outcome: Outcome) -> Iterator[Named]:
    waiting: dict[str, Any] = {"state": State.WAITING, "response": ""}
    work = some_work(outcome, Stage.OPEN, **waiting)
    third = some_work(outcome, Stage.OPEN, Place.THIRD, **waiting)
    due = [Due(_part(Stage.OPEN), work.round, NAME)] * assessing.A_PAGE
    for done in (False, True):
        yield "list", assessing.list_screen(words, due, 1, ZONE, more=True, done=done)
        yield "list", assessing.list_screen(words, [], 0, ZONE, more=False, done=done)
    for one in (
        work, third, replace(work, verdicts={}), some_work(outcome, Stage.ASSIGNED, **waiting),
        some_work(outcome, Stage.SIGNED), some_work(outcome, Stage.SIGNED, **waiting),
    ):  # fmt: skip
        yield f"work {one.assignment.stage}", assessing.work_screen(words, one, ZONE)
    for n in range(len(third.criteria)):
        yield f"criterion {n}", verdicts.criterion_screen(words, third, n)
        yield f"two {n}", verdicts.others_screen(words, third, n, 0, ZONE)
    for one in (work, third, replace(third, verdicts={})):
        yield "criterion", verdicts.criterion_screen(words, one, 0)
        yield "summary", verdicts.summary_screen(words, one)
    yield "sign", verdicts.sign_screen(words, work)
    yield "return", verdicts.return_screen(words, work)
    yield from _of_reading(words, work)
    yield "conflict", declaring.pick_conflict_screen(words, work)
    person = Person(7, "person0000", 7, NAME, "el", ZONE)
    yield "whom", declaring.people_screen(words, [person] * 5, 1, more=True)
    yield "standing", declaring.pick_standing_screen(words, person)
    for kind in Conflict:
        for takes in (WriteConflict("work000000", kind), WriteStanding("person0000", kind)):
            yield "because", declaring.because_screen(words, NAME, kind, takes)
    rows = [(NAME, "employer", LONG)] * 5
    yield "conflicts", declaring.conflicts_screen(words, rows, 1, more=True)
    yield "conflicts", declaring.conflicts_screen(words, [], 0, more=False)


def _of_reading(words: Words, work: Work) -> Iterator[Named]:
    before = {work.parts[0].frozen.piece_id: Judged(2, 1)}
    for page in range(3):
        yield "parts", evidence.parts_screen(words, work, before, page, ZONE)
    seen = Seen(work, work.parts[0], Judged(2, 1))
    yield "part", evidence.part_screen(words, seen, 1, ZONE)
    entry = replace(work.parts[0].frozen.entries[1], caption=LONG * 3)
    yield "entry", evidence.entry_screen(words, seen, entry, 1)
    paper = replace(entry, extension="pdf", family=Family.DOCUMENT, pages=40, preview="made")
    for one in (paper, replace(paper, extension="docx"), replace(paper, preview="failed")):
        made = Preview(1, paper.id, 4, "key", 1, "sha") if one.preview == "made" else None
        yield "preview", previews.preview_screen(words, seen, one, made, 4)
    yield (
        "preview waits",
        previews.preview_screen(words, seen, replace(paper, preview=None), None, 0),
    )
    written = replace(entry, form=Form.TEXT, text=(LONG,))
    old = replace(seen.part.frozen, version=2, context=LONG[:200], tags=(), entries=(written,))
    now = replace(written, text=(LONG.replace("missing", "lacking") * 3,))
    new = replace(seen.part.frozen, entries=(now, *seen.part.frozen.entries[1:]))
    for page in range(12):
        changes = changes_between(old, new)
        yield f"changes {page}", changing.changes_screen(words, seen, changes, page)
    same = changes_between(old, replace(old, version=3))
    yield "changes, none", changing.changes_screen(words, seen, same, 0)


def _of_the_desk(words: Words, outcome: Outcome) -> Iterator[Named]:
    waiting = _round(outcome, state=State.WAITING, lacks=2)
    rows = [Waiting(waiting, NAME, AT, True)] * coordinating.A_PAGE
    many = Waivers(19, 120)
    yield "desk", coordinating.desk_screen(words, rows, 1, ZONE, many, more=True)
    yield "desk", coordinating.desk_screen(words, [], 0, ZONE, Waivers(0, 3), more=False)
    moved = Held(_part(Stage.MOVED), NAME, "employer", LONG)
    held = (replace(moved, lifted=True), moved, moved, Held(_part(Stage.OPEN), NAME))
    desk = Desk(waiting, NAME, held, (Place.SECOND, Place.THIRD))
    yield "staff", coordinating.round_desk_screen(words, desk, ZONE)
    waived = replace(waiting, second=False, waiver=LONG[:600], waived_at=AT, waived_by=3)
    done = replace(desk, round=waived, waiver_by=NAME)
    yield "staff, waived", coordinating.round_desk_screen(words, done, ZONE)
    yield from _on_record(words, desk, waived, many)
    person = Person(7, "person0000", 7, NAME, "el", ZONE)
    for found in ([Candidate(person, 12)] * 12, []):
        yield "pick", coordinating.assessors_screen(words, desk, Place.FIRST, found, 1)


def _on_record(words: Words, desk: Desk, waived: Round, many: Waivers) -> Iterator[Named]:
    yield "waive", recording.waive_screen(words, desk)
    found = [Waived(waived, NAME, NAME)] * recording.A_PAGE
    yield "waivers", recording.waivers_screen(words, found, 1, ZONE, many, 99, more=True)
    none = Waivers(0, 0)
    yield "waivers, none", recording.waivers_screen(words, [], 0, ZONE, none, 0, more=False)
    for kind in Conflict:
        one = Declared(2147483647, 3, 7, NAME, NAME, kind, LONG[:600], AT)
        rows = [one] * recording.A_PAGE
        yield "declared", recording.declared_screen(words, rows, 1, more=True)
        yield "one declared", recording.one_declared_screen(words, one, ZONE)
        yield "lift", recording.lift_screen(words, one)
        yield "lifted", recording.lifted_screen(words, one)
    yield "declared, none", recording.declared_screen(words, [], 0, more=False)


def _notices(words: Words, outcome: Outcome) -> Iterator[Named]:
    part, judged = _part(Stage.OPEN), _round(outcome)
    yield "result", notices.outcome_notice(words, judged)
    yield "returned", notices.outcome_notice(words, replace(judged, state=State.RETURNED))
    for step in (0, 1):
        one = replace(part, step=step)
        yield (
            "assigned",
            notices.assigned_notice(words, part=one, round_=judged, name=NAME, zone=ZONE),
        )
    for what in ("lacking", "late"):
        yield what, notices.desk_notice(words, judged, name=NAME, what=what)
    yield "lifted", notices.lifted_notice(words, name=NAME, because=LONG[:600])
    yield "response", notices.response_notice(words, judged, part=part, name=NAME)
