"""One's pieces: the list, one of them, and what completes it."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.actions import handing_in
from bot.evidence.actions.opening import load_draft, load_own, open_piece
from bot.evidence.actions.reviewing import open_review
from bot.evidence.addresses import (
    AskToWithdraw,
    Confirm,
    NewVersion,
    OpenCheck,
    OpenContents,
    OpenTags,
    OtherOutcomes,
    ReadFeedback,
    SetTag,
    SubmitPiece,
    TakeBack,
    WithdrawPiece,
    WriteContext,
)
from bot.evidence.rules.pieces import Opened, next_check, outcome_of
from bot.evidence.screens import finishing, listing
from bot.evidence.screens.contents import contents_screen, feedback_screen
from bot.evidence.screens.piece import piece_screen, sure_screen, withdrawn_screen
from bot.evidence.screens.reviewing import review_screen
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces as store
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.pieces")
TRAINEE = str(Role.TRAINEE)


@routes.command("evidence", needs=TRAINEE)
async def on_evidence_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _list(visit, 0)


@routes.pressed(places.OpenEvidence, needs=TRAINEE)
async def on_evidence_pressed(visit: Visit[Person], address: places.OpenEvidence) -> Screen:
    return await _list(visit, max(0, address.page))


async def _list(visit: Visit[Person], page: int) -> Screen:
    session, person, (before, size) = visit.session, visit.person.id, listing.span_of(page)
    found = await store.find_pieces(session, person, limit=size + 1, offset=before)
    shown = found[:size]
    counts = await entry_store.count_entries(session, [piece.id for piece in shown])
    summary = await store.load_summary(session, person)
    more = len(found) > size
    return listing.list_screen(visit.words, shown, counts, summary, page, more=more)


@routes.pressed(places.OpenPieceOfEvidence)
async def on_piece_pressed(visit: Visit[Person], address: places.OpenPieceOfEvidence) -> Screen:
    try:
        return _piece(visit, await open_piece(visit.session, visit.person, address.piece))
    except ScreenOutdated:
        if not visit.person.has(Role.TUTOR):
            raise
    review = await open_review(visit.session, visit.person, address.piece, now=visit.now)
    return review_screen(visit.words, review, visit.person.zone)


def _piece(visit: Visit[Person], opened: Opened) -> Screen:
    return piece_screen(visit.words, opened, visit.person.zone)


@routes.pressed(OpenContents, needs=TRAINEE)
async def on_contents_pressed(visit: Visit[Person], address: OpenContents) -> Screen:
    opened = await open_piece(visit.session, visit.person, address.piece)
    return contents_screen(visit.words, opened, address.page)


@routes.pressed(WriteContext, needs=TRAINEE)
async def on_context_pressed(visit: Visit[Person], address: WriteContext) -> Screen:
    draft = await load_draft(visit.session, visit.person, address.piece)
    return finishing.context_screen(visit.words, draft)


@routes.edited(WriteContext, needs=TRAINEE)
@routes.written(WriteContext, needs=TRAINEE)
async def on_context_written(visit: Visit[Person], address: WriteContext) -> Screen:
    opened = await handing_in.write_context(
        visit.session, visit.person, address.piece, visit.message.words, visit.now
    )
    return _piece(visit, opened)


@routes.pressed(OpenTags, needs=TRAINEE)
async def on_tags_pressed(visit: Visit[Person], address: OpenTags) -> Screen:
    draft = await load_draft(visit.session, visit.person, address.piece)
    outcome = current_curriculum().outcomes.get(address.outcome or draft.outcome)
    if outcome is None:
        return finishing.others_screen(visit.words, draft, 0)
    return finishing.tags_screen(visit.words, draft, outcome)


@routes.pressed(OtherOutcomes, needs=TRAINEE)
async def on_others_pressed(visit: Visit[Person], address: OtherOutcomes) -> Screen:
    draft = await load_draft(visit.session, visit.person, address.piece)
    return finishing.others_screen(visit.words, draft, address.page)


@routes.pressed(SetTag, needs=TRAINEE)
async def on_tag_pressed(visit: Visit[Person], address: SetTag) -> Screen:
    opened = await handing_in.set_tag(
        visit.session, visit.person, address.piece, address.tag, on=address.on, now=visit.now
    )
    outcome = current_curriculum().outcomes[outcome_of(address.tag)]
    return finishing.tags_screen(visit.words, opened.piece, outcome)


@routes.pressed(OpenCheck, needs=TRAINEE)
async def on_check_pressed(visit: Visit[Person], address: OpenCheck) -> Screen:
    await load_draft(visit.session, visit.person, address.piece)
    opened = await open_piece(visit.session, visit.person, address.piece)
    return finishing.check_screen(visit.words, opened, address.check)


@routes.pressed(Confirm, needs=TRAINEE)
async def on_confirm_pressed(visit: Visit[Person], address: Confirm) -> Screen:
    opened = await handing_in.confirm(
        visit.session, visit.person, address.piece, address.check, yes=address.yes, now=visit.now
    )
    following = next_check(opened.piece.checks) if address.yes else None
    if following is None:
        return _piece(visit, opened)
    return finishing.check_screen(visit.words, opened, following)


@routes.pressed(SubmitPiece, needs=TRAINEE)
async def on_submit_pressed(visit: Visit[Person], address: SubmitPiece) -> Screen:
    opened = await handing_in.submit_piece(
        visit.session, visit.person, address.piece, address.version, visit.now
    )
    return _piece(visit, opened)


@routes.pressed(AskToWithdraw, needs=TRAINEE)
async def on_leave_pressed(visit: Visit[Person], address: AskToWithdraw) -> Screen:
    draft = await load_draft(visit.session, visit.person, address.piece)
    return sure_screen(visit.words, draft)


@routes.pressed(WithdrawPiece, needs=TRAINEE)
async def on_withdraw_pressed(visit: Visit[Person], address: WithdrawPiece) -> Screen:
    piece = await handing_in.withdraw_piece(
        visit.session, visit.person, address.piece, address.version, visit.now
    )
    return withdrawn_screen(visit.words, piece, visit.settings.withdrawn_days)


@routes.pressed(TakeBack, needs=TRAINEE)
async def on_take_back_pressed(visit: Visit[Person], address: TakeBack) -> Screen:
    opened = await handing_in.take_back(visit.session, visit.person, address.piece, visit.now)
    return _piece(visit, opened)


@routes.pressed(NewVersion, needs=TRAINEE)
async def on_new_version_pressed(visit: Visit[Person], address: NewVersion) -> Screen:
    opened = await handing_in.begin_version(
        visit.session, visit.person, address.piece, address.version, visit.now
    )
    return _piece(visit, opened)


@routes.pressed(ReadFeedback, needs=TRAINEE)
async def on_read_feedback_pressed(visit: Visit[Person], address: ReadFeedback) -> Screen:
    piece = await load_own(visit.session, visit.person, address.piece)
    opened = await open_piece(visit.session, visit.person, piece.public_id)
    if not opened.feedback:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(address.piece))
    return feedback_screen(visit.words, opened, address.which, address.page, visit.person.zone)
