"""Published answers."""

from __future__ import annotations

from bot import places
from bot.answers.actions.finding import find_answers
from bot.answers.addresses import OpenPublished
from bot.answers.rules.published import CONTENT, STAFF
from bot.answers.store.answers import find_published
from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.library.actions import load_answer, load_topic, load_topics, today_of
from bot.library.addresses import FindAnswers, OpenAnswer, OpenTopic
from bot.library.screens import answers as screens
from bot.people.rules import Person, Role

routes = Routes("library.answers")


@routes.pressed(places.OpenAnswers)
async def on_answers_pressed(visit: Visit[Person], address: places.OpenAnswers) -> Screen:
    topics = load_topics(today_of(visit.person, visit.now))
    return screens.topics_screen(visit.words, topics, address.page)


@routes.pressed(OpenTopic)
async def on_topic_pressed(visit: Visit[Person], address: OpenTopic) -> Screen:
    today = today_of(visit.person, visit.now)
    topic = load_topic(address.topic, today)
    published = await find_published(visit.session, visit.person, topic.id)
    others = [_listed(f"{STAFF}{public}", question) for public, question in published]
    return screens.topic_screen(visit.words, topic, topic.open_answers(today), address.page, others)


def _listed(reference: str, question: str) -> screens.Listed:
    """As the index names it."""
    if reference.startswith(CONTENT):
        return screens.Listed(question, OpenAnswer(reference.removeprefix(CONTENT)))
    return screens.Listed(question, OpenPublished(reference.removeprefix(STAFF)))


@routes.pressed(FindAnswers)
async def on_find_pressed(visit: Visit[Person], _address: FindAnswers) -> Screen:
    return screens.find_screen(visit.words)


@routes.written(FindAnswers)
async def on_words_written(visit: Visit[Person], _address: FindAnswers) -> Screen:
    written = visit.message.words
    found = await find_answers(visit.session, visit.person, written)
    listed = [_listed(one.reference, one.title) for one in found]
    return screens.found_screen(visit.words, listed, written)


@routes.pressed(OpenAnswer)
async def on_answer_pressed(visit: Visit[Person], address: OpenAnswer) -> Screen:
    answer = load_answer(address.answer, today_of(visit.person, visit.now))
    is_trainee = visit.person.has(Role.TRAINEE)
    return screens.answer_screen(
        visit.words, current_curriculum(), answer, address.page, is_trainee=is_trainee
    )
