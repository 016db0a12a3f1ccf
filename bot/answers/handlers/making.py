"""Making answers for everybody, and looking after them."""

from __future__ import annotations

from datetime import date

from bot.answers.actions import making, publishing
from bot.answers.addresses import (
    AskStep,
    CheckNames,
    ChooseCountry,
    ChooseTopic,
    DecideSpot,
    MakeFrom,
    OpenLookedAfter,
    OpenMaking,
    OpenText,
    OpenTexts,
    SetCountry,
    SetTopic,
    Step,
    TakeStep,
    WriteText,
)
from bot.answers.rules.naming import Making
from bot.answers.rules.published import LONGEST_ANSWER, LONGEST_QUESTION
from bot.answers.screens import looking_after
from bot.answers.screens import making as screens
from bot.answers.store.answers import find_looked_after
from bot.curriculum.current import current_curriculum
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.addresses import PublishAnswer

routes = Routes("answers")
STAFF = "tutor|coordinator"


def _today(visit: Visit[Person]) -> date:
    return in_zone(visit.now, visit.person.zone).date()


def _shown(visit: Visit[Person], of: Making) -> Screen:
    language = visit.words.language
    topics = {one.id: one.title.text(language).text for one in current_curriculum().topics.values()}
    return screens.making_screen(visit.words, of, topics, _today(visit))


@routes.pressed(PublishAnswer, needs=STAFF)
async def on_publish_pressed(visit: Visit[Person], address: PublishAnswer) -> Screen:
    _, found = await making.own_answers(visit.session, visit.person, address.question, visit.now)
    if len(found) > 1:
        return screens.choose_screen(visit.words, address.question, found)
    return await _begin(visit, address.question, found[0].id)


@routes.pressed(MakeFrom, needs=STAFF)
async def on_make_pressed(visit: Visit[Person], address: MakeFrom) -> Screen:
    return await _begin(visit, address.question, address.entry)


async def _begin(visit: Visit[Person], question: str, entry: int) -> Screen:
    made = await making.begin(visit.session, visit.person, question, entry, visit.now)
    return _shown(visit, made)


@routes.command("answers", needs=STAFF)
async def on_answers_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _looked_after(visit, 0)


@routes.pressed(OpenLookedAfter, needs=STAFF)
async def on_list_pressed(visit: Visit[Person], address: OpenLookedAfter) -> Screen:
    return await _looked_after(visit, address.page)


async def _looked_after(visit: Visit[Person], page: int) -> Screen:
    size = looking_after.PAGE
    found = await find_looked_after(visit.session, visit.person, limit=size + 1, offset=page * size)
    return looking_after.looked_after_screen(
        visit.words, found[:size], page, _today(visit), more=len(found) > size
    )


@routes.pressed(OpenMaking, needs=STAFF)
async def on_making_pressed(visit: Visit[Person], address: OpenMaking) -> Screen:
    return _shown(visit, await making.load(visit.session, visit.person, address.answer))


@routes.pressed(CheckNames, needs=STAFF)
async def on_names_pressed(visit: Visit[Person], address: CheckNames) -> Screen:
    return _next_spot(visit, await making.load(visit.session, visit.person, address.answer))


@routes.pressed(DecideSpot, needs=STAFF)
async def on_decided(visit: Visit[Person], address: DecideSpot) -> Screen:
    of = await making.decide(
        visit.session,
        visit.person,
        address.answer,
        address.version,
        goes=address.goes,
        now=visit.now,
    )
    return _next_spot(visit, of)


def _next_spot(visit: Visit[Person], of: Making) -> Screen:
    if not of.spots:
        return _shown(visit, of)
    return screens.spot_screen(visit.words, of.answer, of.spots)


@routes.pressed(OpenTexts, needs=STAFF)
async def on_texts_pressed(visit: Visit[Person], address: OpenTexts) -> Screen:
    of = await making.load(visit.session, visit.person, address.answer)
    return screens.texts_screen(visit.words, of.answer)


@routes.pressed(OpenText, needs=STAFF)
async def on_text_pressed(visit: Visit[Person], address: OpenText) -> Screen:
    of = await making.open_text(visit.session, visit.person, address.answer, address.language)
    return screens.text_screen(visit.words, of.answer, address.language)


@routes.pressed(WriteText, needs=STAFF)
async def on_write_pressed(visit: Visit[Person], address: WriteText) -> Screen:
    await making.open_text(visit.session, visit.person, address.answer, address.language)
    most = LONGEST_ANSWER if address.is_answer else LONGEST_QUESTION
    return screens.write_screen(visit.words, address, most)


@routes.written(WriteText, needs=STAFF)
async def on_text_written(visit: Visit[Person], address: WriteText) -> Screen:
    of = await making.write(visit.session, visit.person, address, visit.message.words, visit.now)
    screen = screens.text_screen(visit.words, of.answer, address.language)
    return screen.with_note(visit.words("answers.text_kept"))


@routes.pressed(ChooseTopic, needs=STAFF)
async def on_topics_pressed(visit: Visit[Person], address: ChooseTopic) -> Screen:
    await making.load(visit.session, visit.person, address.answer)
    topics = list(current_curriculum().topics.values())
    return screens.topics_screen(visit.words, address.answer, topics, address.page)


@routes.pressed(SetTopic, needs=STAFF)
async def on_topic_pressed(visit: Visit[Person], address: SetTopic) -> Screen:
    of = await making.set_topic(visit.session, visit.person, address.answer, address.topic)
    return _shown(visit, of)


@routes.pressed(ChooseCountry, needs=STAFF)
async def on_countries_pressed(visit: Visit[Person], address: ChooseCountry) -> Screen:
    await making.load(visit.session, visit.person, address.answer)
    return screens.countries_screen(visit.words, address.answer, address.page)


@routes.pressed(SetCountry, needs=STAFF)
async def on_country_pressed(visit: Visit[Person], address: SetCountry) -> Screen:
    of = await making.set_country(visit.session, visit.person, address.answer, address.country)
    return _shown(visit, of)


@routes.pressed(AskStep, needs=STAFF)
async def on_step_asked(visit: Visit[Person], address: AskStep) -> Screen:
    of = await making.load(visit.session, visit.person, address.answer)
    if address.step is Step.PUBLISH:
        publishing.ready(of.answer, of.spots)
    return screens.sure_screen(visit.words, of.answer, address.step)


@routes.pressed(TakeStep, needs=STAFF)
async def on_step_taken(visit: Visit[Person], address: TakeStep) -> Screen:
    of = await making.load(visit.session, visit.person, address.answer)
    publishing.must_be(of.answer, address.version)
    await publishing.take(visit.session, visit.person, of, address.step, _today(visit), visit.now)
    done = visit.words(f"answers.done.{address.step}")
    if address.step is Step.DROP:
        return (await _looked_after(visit, 0)).with_note(done)
    again = await making.load(visit.session, visit.person, address.answer)
    return _shown(visit, again).with_note(done)
