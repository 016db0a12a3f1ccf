"""Published answers."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.library.actions import load_answer, load_topic, load_topics, today_of
from bot.library.addresses import OpenAnswer, OpenTopic
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
    return screens.topic_screen(visit.words, topic, topic.open_answers(today), address.page)


@routes.pressed(OpenAnswer)
async def on_answer_pressed(visit: Visit[Person], address: OpenAnswer) -> Screen:
    answer = load_answer(address.answer, today_of(visit.person, visit.now))
    is_trainee = visit.person.has(Role.TRAINEE)
    return screens.answer_screen(
        visit.words, current_curriculum(), answer, address.page, is_trainee=is_trainee
    )
