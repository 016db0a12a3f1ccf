"""Looking at a part of the queue."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person
from bot.tutoring.addresses import ChoosePlace, ChooseTopic, NarrowQueue
from bot.tutoring.handlers.parts import STAFF
from bot.tutoring.rules.narrowing import EVERYWHERE, Counted, Place, Topic, read_place
from bot.tutoring.screens import narrowing as screens
from bot.tutoring.screens.queue import QUEUE_PAGE
from bot.tutoring.store import narrowing as store

routes = Routes("tutoring")


@routes.pressed(NarrowQueue, needs=STAFF)
async def on_narrow_pressed(visit: Visit[Person], address: NarrowQueue) -> Screen:
    topic, page = address.topic, address.page
    counted = await _counted(visit, topic, read_place(address.place))
    listed = await store.find_narrowed(
        visit.session,
        visit.person,
        topic,
        counted.place,
        limit=QUEUE_PAGE,
        offset=page * QUEUE_PAGE,
    )
    return screens.narrowed_screen(visit.words, listed, topic, counted, visit.now, page)


async def _counted(visit: Visit[Person], topic: Topic, place: Place) -> Counted:
    """How many wait there. A cohort is named only where somebody in scope asks from it."""
    if place != EVERYWHERE:
        found = await store.count_places(visit.session, visit.person, topic)
        return next((one for one in found if one.place == place), Counted(place, 0))
    numbers = await store.count_topics(visit.session, visit.person, place)
    return Counted(place, numbers.get(topic, 0))


@routes.pressed(ChooseTopic, needs=STAFF)
async def on_topics_pressed(visit: Visit[Person], address: ChooseTopic) -> Screen:
    place = read_place(address.place)
    counts = await store.count_topics(visit.session, visit.person, place)
    return screens.topics_screen(visit.words, counts, address.topic, place)


@routes.pressed(ChoosePlace, needs=STAFF)
async def on_places_pressed(visit: Visit[Person], address: ChoosePlace) -> Screen:
    counted = await store.count_places(visit.session, visit.person, address.topic)
    place = read_place(address.place)
    return screens.places_screen(visit.words, counted, address.topic, place, address.page)
