"""Beginning a piece, and what is sent into it."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.actions import adding
from bot.evidence.actions.opening import load_draft, open_entry
from bot.evidence.addresses import (
    AddTo,
    BeginPiece,
    OpenEntry,
    PickKind,
    PickOutcome,
    PickUnit,
    PutBack,
    TakeOut,
)
from bot.evidence.screens.choosing import kind_screen, outcome_screen, unit_screen
from bot.evidence.screens.collecting import collect_screen
from bot.evidence.screens.contents import contents_screen, entry_screen, taken_out_screen
from bot.evidence.sending_addresses import SendInto
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.adding")
TRAINEE = str(Role.TRAINEE)


@routes.pressed(places.AddEvidence, needs=TRAINEE)
async def on_add_pressed(visit: Visit[Person], _address: places.AddEvidence) -> Screen:
    return unit_screen(visit.words, "")


@routes.pressed(places.KeepDraftAsEvidence, needs=TRAINEE)
async def on_keep_draft_pressed(
    visit: Visit[Person], _address: places.KeepDraftAsEvidence
) -> Screen:
    if visit.draft_files:
        return await _keep_files(visit)
    piece = await adding.keep_draft(visit.session, visit.person, visit.draft, visit.now)
    return unit_screen(visit.words, piece.public_id, kept=visit.draft)


async def _keep_files(visit: Visit[Person]) -> Screen:
    limit, files = visit.settings.upload_limit_mb, visit.draft_files
    piece = await adding.keep_files(visit.session, visit.person, files, limit, visit.now)
    if piece.outcome:  # said already: these came after the others
        opened = await adding.add_to(visit.session, visit.person, piece.public_id, visit.now)
        return collect_screen(visit.words, opened, limit)
    return unit_screen(visit.words, piece.public_id, files=len(files))


@routes.pressed(PickUnit, needs=TRAINEE)
async def on_unit_asked(visit: Visit[Person], address: PickUnit) -> Screen:
    await _must_be_draft(visit, address.piece)
    return unit_screen(visit.words, address.piece)


async def _must_be_draft(visit: Visit[Person], piece: str) -> None:
    if piece:
        await load_draft(visit.session, visit.person, piece)


@routes.pressed(PickOutcome, needs=TRAINEE)
async def on_unit_picked(visit: Visit[Person], address: PickOutcome) -> Screen:
    await _must_be_draft(visit, address.piece)
    unit = current_curriculum().units.get(address.unit)
    if unit is None:
        raise ScreenOutdated(instead=places.AddEvidence())
    return outcome_screen(visit.words, address.piece, unit)


@routes.pressed(PickKind, needs=TRAINEE)
async def on_outcome_picked(visit: Visit[Person], address: PickKind) -> Screen:
    await _must_be_draft(visit, address.piece)
    return _kinds(visit, address)


@routes.pressed(places.AddEvidenceFor, needs=TRAINEE)
async def on_add_for_pressed(visit: Visit[Person], address: places.AddEvidenceFor) -> Screen:
    return _kinds(visit, PickKind("", address.outcome))


def _kinds(visit: Visit[Person], address: PickKind) -> Screen:
    if address.outcome not in current_curriculum().outcomes:
        raise ScreenOutdated(instead=places.AddEvidence())
    return kind_screen(visit.words, address.piece, address.outcome, address.page)


@routes.pressed(BeginPiece, needs=TRAINEE)
async def on_kind_picked(visit: Visit[Person], address: BeginPiece) -> Screen:
    opened = await adding.begin_piece(
        visit.session, visit.person, address.piece, address.outcome, address.kind, visit.now
    )
    return collect_screen(visit.words, opened, visit.settings.upload_limit_mb)


@routes.pressed(AddTo, needs=TRAINEE)
async def on_add_to_pressed(visit: Visit[Person], address: AddTo) -> Screen:
    opened = await adding.add_to(visit.session, visit.person, address.piece, visit.now)
    return collect_screen(visit.words, opened, visit.settings.upload_limit_mb)


@routes.written(SendInto, needs=TRAINEE, takes=("upload",), asks=True)
@routes.written(AddTo, needs=TRAINEE, takes=("text", "upload"))
async def on_sent(visit: Visit[Person], address: AddTo | SendInto) -> Screen:
    limit = visit.settings.upload_limit_mb
    opened = await adding.receive(
        visit.session, visit.person, address.piece, visit.message, limit, visit.now
    )
    return collect_screen(visit.words, opened, limit)


@routes.edited(AddTo, SendInto, needs=TRAINEE)
async def on_edited(visit: Visit[Person], address: AddTo | SendInto) -> Screen:
    opened = await adding.edit_sent(
        visit.session, visit.person, address.piece, visit.message, visit.now
    )
    return contents_screen(visit.words, opened, 0)


@routes.pressed(OpenEntry, needs=TRAINEE)
async def on_entry_pressed(visit: Visit[Person], address: OpenEntry) -> Screen:
    piece, entry = await open_entry(visit.session, visit.person, address.piece, address.entry)
    return entry_screen(visit.words, piece, entry, address.page)


@routes.pressed(TakeOut, needs=TRAINEE)
async def on_take_out_pressed(visit: Visit[Person], address: TakeOut) -> Screen:
    opened = await adding.take_out(
        visit.session, visit.person, address.piece, address.entry, visit.now
    )
    return taken_out_screen(visit.words, opened.piece, address.entry)


@routes.pressed(PutBack, needs=TRAINEE)
async def on_put_back_pressed(visit: Visit[Person], address: PutBack) -> Screen:
    opened = await adding.put_back(visit.session, visit.person, address.piece, address.entry)
    return contents_screen(visit.words, opened, 0)
