"""The only list of everything: handlers, tasks, ticks. Composition, no logic.

aiogram and the handlers are imported inside `build_bot`, so that commands which do not need them
start at once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.curriculum.current import use_curriculum
from bot.curriculum.loading import default_folder, load
from bot.erasers import ERASERS
from bot.kit.audit.log import use_key
from bot.kit.clock import Clock
from bot.kit.db import Database
from bot.kit.files.holders import use_holders
from bot.kit.files.scanning import Scanner
from bot.kit.files.store import open_store
from bot.kit.personal.current import use_erasers
from bot.kit.services import Services
from bot.kit.settings import BadSettings, Settings
from bot.privacy.rules.retention import choose_periods, chosen_periods
from bot.program import App, Hooks, Tick
from bot.schema import all_holders

if TYPE_CHECKING:
    from aiogram import Bot

    from bot.kit.tasks.worker import Due
    from bot.kit.telegram.routes import Routes
    from bot.kit.web.page import Pages

TaskHandler = Callable[[Services, "Due"], Awaitable[None]]


def all_routes() -> Routes:
    """Every handler of every slice."""
    from bot.kit.telegram.routes import Routes

    routes = Routes("bot")
    for slice_routes in (*_routes_of_learning(), *_routes_of_work()):
        routes.include(slice_routes)
    return routes


def _routes_of_learning() -> tuple[Routes, ...]:
    """Coming in, finding one's way, reading and being tested."""
    import bot.booklets.handlers
    import bot.home.handlers
    import bot.joining.handlers.routing
    import bot.lessons.handlers
    import bot.library.handlers.routing
    import bot.needs.handlers
    import bot.plan.handlers
    import bot.portfolio.handlers
    import bot.privacy.handlers.routing
    import bot.quizzes.handlers
    import bot.reminders.handlers
    import bot.timeline.handlers

    return (
        bot.booklets.handlers.routes,
        bot.home.handlers.routes,
        bot.joining.handlers.routing.routes,
        bot.lessons.handlers.routes,
        bot.library.handlers.routing.routes,
        bot.needs.handlers.routes,
        bot.plan.handlers.routes,
        bot.portfolio.handlers.routes,
        bot.privacy.handlers.routing.routes,
        bot.quizzes.handlers.routes,
        bot.reminders.handlers.routes,
        bot.timeline.handlers.routes,
    )


def _routes_of_work() -> tuple[Routes, ...]:
    """What trainees and staff do together: evidence, questions, judgement, groups."""
    import bot.answers.handlers.routing
    import bot.broadcasts.handlers.routing
    import bot.cohorts.handlers
    import bot.evidence.handlers.routing
    import bot.hours.handlers
    import bot.judging.handlers.routing
    import bot.lists.handlers
    import bot.meetings.handlers.routing
    import bot.reports.handlers
    import bot.staffrooms.handlers
    import bot.standardisation.handlers.routing
    import bot.tutoring.handlers.routing
    import bot.witnesses.handlers

    return (
        bot.answers.handlers.routing.routes, bot.broadcasts.handlers.routing.routes,
        bot.cohorts.handlers.routes, bot.evidence.handlers.routing.routes,
        bot.hours.handlers.routes, bot.judging.handlers.routing.routes,
        bot.lists.handlers.routes, bot.meetings.handlers.routing.routes,
        bot.reports.handlers.routes, bot.staffrooms.handlers.routes,
        bot.standardisation.handlers.routing.routes, bot.tutoring.handlers.routing.routes,
        bot.witnesses.handlers.routes,
    )  # fmt: skip


def all_tasks() -> Mapping[str, TaskHandler]:
    """What is worked off later, by kind."""
    import bot.booklets.jobs
    import bot.broadcasts.jobs.running
    import bot.cohorts.jobs
    import bot.home.jobs
    import bot.joining.jobs
    import bot.kit.web.fetching
    import bot.library.jobs
    import bot.meetings.jobs
    import bot.portfolio.jobs.making
    import bot.privacy.jobs.running
    import bot.staffrooms.jobs
    import bot.standardisation.jobs

    return {
        "booklets.discard": bot.booklets.jobs.discard_booklet,
        "booklets.print": bot.booklets.jobs.print_booklet,
        **bot.broadcasts.jobs.running.TASKS,
        **bot.cohorts.jobs.TASKS,
        **_evidence_tasks(),
        "home.menu": bot.home.jobs.set_menu,
        "home.menus": bot.home.jobs.set_menus,
        "home.send_again": bot.home.jobs.send_again,
        **bot.joining.jobs.TASKS,
        "library.coverage": bot.library.jobs.send_coverage,
        **bot.meetings.jobs.TASKS,
        **bot.portfolio.jobs.making.TASKS,
        **bot.privacy.jobs.running.TASKS,
        **bot.staffrooms.jobs.TASKS,
        "standardisation.agree": bot.standardisation.jobs.agree,
        "standardisation.report": bot.standardisation.jobs.send_report,
        "web.discard": bot.kit.web.fetching.discard_object,
    }


def _evidence_tasks() -> Mapping[str, TaskHandler]:
    import bot.evidence.jobs
    import bot.evidence.nightly
    import bot.evidence.nightly_others
    import bot.evidence.previewing
    import bot.evidence.refetching
    import bot.evidence.taking_back
    import bot.evidence.unplacing

    return {
        **bot.evidence.jobs.TASKS,
        **bot.evidence.previewing.TASKS,
        "evidence.refetch": bot.evidence.refetching.refetch_file,
        "evidence.take_back": bot.evidence.taking_back.take_back,
        "evidence.verify": bot.evidence.nightly.verify_step,
        bot.evidence.nightly_others.OTHERS: bot.evidence.nightly_others.verify_others,
        "evidence.unplace": bot.evidence.unplacing.remove_place,
    }


# What takes minutes has a lane of its own, so that no upload waits for it.
SLOW_TASKS: Final = frozenset({"portfolio.make", "privacy.export"})


def all_ticks() -> Mapping[str, Tick]:
    """What happens with time; each runs every half a minute and reads due rows."""
    import bot.answers.jobs
    import bot.broadcasts.jobs.running
    import bot.evidence.going
    import bot.evidence.nightly
    import bot.evidence.previewing
    import bot.evidence.taking_back
    import bot.judging.jobs
    import bot.lists.jobs
    import bot.portfolio.jobs.tidying
    import bot.privacy.jobs.running
    import bot.reminders.jobs
    import bot.staffrooms.jobs
    import bot.standardisation.jobs
    import bot.tutoring.jobs

    return {
        "answers": bot.answers.jobs.tick,
        "broadcasts": bot.broadcasts.jobs.running.tick,
        "evidence": bot.evidence.nightly.tick,
        "evidence.going": bot.evidence.going.tick,
        "evidence.holds": bot.evidence.taking_back.tick,
        "evidence.previews": bot.evidence.previewing.tick,
        "judging": bot.judging.jobs.tick,
        "lists": bot.lists.jobs.tick,
        "portfolio": bot.portfolio.jobs.tidying.tick,
        "privacy": bot.privacy.jobs.running.tick,
        "reminders": bot.reminders.jobs.tick,
        "staffrooms": bot.staffrooms.jobs.tick,
        "standardisation": bot.standardisation.jobs.tick,
        "tutoring": bot.tutoring.jobs.tick,
    }


def all_pages() -> list[Pages]:
    """What people without Telegram open in a browser, of every slice that has pages."""
    import bot.broadcasts.pages
    import bot.kit.web.fetching
    import bot.witnesses.pages

    return [
        bot.broadcasts.pages.pages,
        bot.kit.web.fetching.pages,
        bot.witnesses.pages.pages,
    ]


def connect(settings: Settings) -> Bot:
    """The Bot API client. Raises BadSettings without a token or with one that cannot be one."""
    from aiogram import Bot
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.utils.token import TokenValidationError

    from bot.kit.telegram.calls import Calls

    if settings.token is None:
        raise BadSettings("JOBBROKER_TOKEN is missing: expected the token that @BotFather gave")
    server = TelegramAPIServer.from_base(str(settings.bot_api_url).rstrip("/"))
    try:
        return Bot(settings.token.get_secret_value(), session=Calls(api=server, limit=100))
    except TokenValidationError:
        raise BadSettings("JOBBROKER_TOKEN=***: expected digits, a colon and a secret") from None


async def build_bot(settings: Settings, clock: Clock, database: Database) -> App:
    """Put the bot together. Raises BadSettings without a token, ContentFaults for bad content."""
    from bot.kit.telegram.drawing import FilesForTelegram
    from bot.kit.telegram.pace import Pace
    from bot.kit.telegram.show import Shower
    from bot.listeners import connect_listeners

    # The inbox logs defects itself, without what people wrote; a refusal is none.
    logging.getLogger("aiogram.event").setLevel(logging.CRITICAL)
    use_curriculum(load(settings.content or default_folder()))
    use_key(settings.audit_key)
    use_erasers(ERASERS)
    use_holders(all_holders())
    choose_periods(chosen_periods(settings))
    bot = connect(settings)
    try:
        me = await bot.me()
    except Exception:
        await bot.session.close()
        raise
    objects = open_store(settings.store, settings.store_keys, settings.store_prefix)
    pace = Pace(
        settings.messages_per_second, settings.chat_messages_per_second,
        settings.group_messages_per_minute,
    )  # fmt: skip
    shower = Shower(bot, pace, FilesForTelegram(objects))
    scanner = Scanner(settings.scanner) if settings.scanner else None
    name = me.username or ""
    services = Services(database, clock, settings, objects, bot, name, shower, scanner)
    connect_listeners()
    return _assemble(services)


def _assemble(services: Services) -> App:
    from bot.home.handlers import ways
    from bot.home.jobs import Contact
    from bot.joining.handlers.door import visitor
    from bot.kit.delivery.worker import Worker
    from bot.kit.processes.process import Process
    from bot.kit.tasks.worker import TaskWorker
    from bot.kit.telegram.desk import Desk
    from bot.kit.telegram.inbox import Inbox
    from bot.kit.telegram.poll import Poller
    from bot.kit.telegram.settle import Settler
    from bot.people.actions import PeopleGate

    database, clock, shower = services.database, services.clock, services.shower
    hooks, process = Hooks(clock), Process(database, clock)
    desk = Desk(
        services.bot, services.bot_name, all_routes(), PeopleGate(clock), ways(visitor), clock,
        services.settings,
    )  # fmt: skip
    inbox = Inbox(database, desk, shower, Settler(database), clock, hooks)
    hooks.outbox = Worker(
        database, shower, clock, hooks.blocked, services.settings.messages_per_second, process
    )
    handlers = {kind: partial(handler, services) for kind, handler in all_tasks().items()}
    hooks.tasks = TaskWorker(database, clock, handlers, process, SLOW_TASKS)
    contact = Contact(services)
    poller = Poller(services.bot, inbox.receive, contact.note)
    ticks = {**all_ticks(), "home.contact": contact.watch}
    return App(
        services, inbox, hooks.outbox, hooks.tasks, poller, hooks, process, ticks, all_pages()
    )  # fmt: skip
