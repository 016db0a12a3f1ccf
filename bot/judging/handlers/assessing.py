"""Assessors open what is assigned to them, read, note verdicts, sign, or ask for more."""

from __future__ import annotations

from bot import places
from bot.judging.actions import assessing
from bot.judging.addresses import (
    AskToSign,
    OpenCriterion,
    OpenSigned,
    OpenWork,
    ReadOthers,
    ReturnRound,
    SetMark,
    Sign,
    SumUp,
)
from bot.judging.handlers.parts import terms_of
from bot.judging.rules.rounds import Work
from bot.judging.rules.verdicts import first_unfinished
from bot.judging.screens import assessing as screens
from bot.judging.screens import verdicts
from bot.judging.store import lists
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("judging.assessing")
ASSESSOR = str(Role.ASSESSOR)


@routes.pressed(places.OpenAssessments, needs=ASSESSOR)
async def on_list_pressed(visit: Visit[Person], address: places.OpenAssessments) -> Screen:
    return await open_list(visit, address.page)


async def open_list(visit: Visit[Person], page: int) -> Screen:
    """What the visitor is to judge."""
    size = screens.A_PAGE
    found = await lists.find_open(
        visit.session, visit.person.id, limit=size + 1, offset=page * size
    )
    return screens.list_screen(
        visit.words, found[:size], page, visit.person.zone, more=len(found) > size, done=False
    )


@routes.pressed(OpenSigned, needs=ASSESSOR)
async def on_signed_pressed(visit: Visit[Person], address: OpenSigned) -> Screen:
    size, page = screens.A_PAGE, address.page
    found = await lists.find_done(
        visit.session, visit.person.id, limit=size + 1, offset=page * size
    )
    return screens.list_screen(
        visit.words, found[:size], page, visit.person.zone, more=len(found) > size, done=True
    )


async def _open(visit: Visit[Person], public: str) -> Work:
    return await assessing.load_open(visit.session, visit.person, public, visit.now)


@routes.pressed(OpenWork, needs=ASSESSOR)
async def on_work_pressed(visit: Visit[Person], address: OpenWork) -> Screen:
    work = await assessing.come_to(
        visit.session, visit.person, address.work, terms_of(visit), visit.now
    )
    if work is None:
        return screens.done_screen(visit.words, "judging.tutored_meanwhile")
    return screens.work_screen(visit.words, work, visit.person.zone)


@routes.pressed(OpenCriterion, needs=ASSESSOR)
async def on_criterion_pressed(visit: Visit[Person], address: OpenCriterion) -> Screen:
    work = await _open(visit, address.work)
    assessing.criterion_at(work, address.position)
    return verdicts.criterion_screen(visit.words, work, address.position)


@routes.pressed(SetMark, needs=ASSESSOR)
async def on_mark_pressed(visit: Visit[Person], address: SetMark) -> Screen:
    work = await assessing.set_mark(
        visit.session, visit.person, address.work, address.position, address.mark, visit.now
    )
    return verdicts.criterion_screen(visit.words, work, address.position)


@routes.edited(OpenCriterion, needs=ASSESSOR)
@routes.written(OpenCriterion, needs=ASSESSOR)
async def on_comment_written(visit: Visit[Person], address: OpenCriterion) -> Screen:
    work = await assessing.write_comment(
        visit.session, visit.person, address.work, address.position, visit.message.words, visit.now
    )
    return verdicts.criterion_screen(visit.words, work, address.position)


@routes.pressed(ReadOthers, needs=ASSESSOR)
async def on_others_pressed(visit: Visit[Person], address: ReadOthers) -> Screen:
    work = await assessing.open_work(visit.session, visit.person, address.work, visit.now)
    if not work.others:
        raise ScreenOutdated(instead=OpenWork(address.work))
    return verdicts.others_screen(
        visit.words, work, address.position, address.page, visit.person.zone
    )


@routes.pressed(SumUp, needs=ASSESSOR)
async def on_summary_pressed(visit: Visit[Person], address: SumUp) -> Screen:
    return verdicts.summary_screen(visit.words, await _open(visit, address.work))


@routes.pressed(AskToSign, needs=ASSESSOR)
async def on_sign_pressed(visit: Visit[Person], address: AskToSign) -> Screen:
    work = await _open(visit, address.work)
    if first_unfinished(work.criteria, work.verdicts) is not None:
        return verdicts.summary_screen(visit.words, work)
    return verdicts.sign_screen(visit.words, work)


@routes.pressed(Sign, needs=ASSESSOR)
async def on_sealed_pressed(visit: Visit[Person], address: Sign) -> Screen:
    work = await assessing.sign(
        visit.session, visit.person, address.work, terms_of(visit), visit.now
    )
    if work is None:
        return screens.done_screen(visit.words, "judging.tutored_meanwhile")
    return screens.work_screen(visit.words, work, visit.person.zone)


@routes.pressed(ReturnRound, needs=ASSESSOR)
async def on_return_pressed(visit: Visit[Person], address: ReturnRound) -> Screen:
    return verdicts.return_screen(visit.words, await _open(visit, address.work))


@routes.written(ReturnRound, needs=ASSESSOR)
async def on_return_written(visit: Visit[Person], address: ReturnRound) -> Screen:
    returned = await assessing.return_round(
        visit.session, visit.person, address.work, visit.message.words, terms_of(visit), visit.now
    )
    said = "judging.returned_sent" if returned else "judging.tutored_meanwhile"
    return screens.done_screen(visit.words, said)
