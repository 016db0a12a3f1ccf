"""Starting the phone: one HTTP server for the bot, the pages and the tests."""

from dataclasses import dataclass

from aiohttp import web

from bot.phone.bot_api import bot_api_routes
from bot.phone.control import control_routes
from bot.phone.guard import guard
from bot.phone.phone import Phone
from bot.phone.settings import PhoneSettings
from bot.phone.stream import stream_routes
from bot.phone.web_page import page_routes
from bot.phone.webhook import Webhook

# Bodies that are read whole; files stream past this.
_MOST_BODY = 4 * 1024 * 1024


@dataclass
class Running:
    """A server that answers at `url` until `close`; `phone` is its state."""

    url: str
    phone: Phone
    _runner: web.AppRunner
    _webhook: Webhook

    async def close(self) -> None:
        """Stops answering and writes everything down."""
        self.phone.closing.set()
        self.phone.events.wake()
        self.phone.updates.throw_out("the phone is stopping")
        await self._webhook.close()
        await self._runner.cleanup()
        await self.phone.close()


async def serve(settings: PhoneSettings) -> Running:
    """Starts a server; it listens when this returns."""
    phone = Phone(settings)
    application = web.Application(middlewares=[guard], client_max_size=_MOST_BODY)
    application.add_routes(bot_api_routes(phone))
    application.add_routes(control_routes(phone))
    application.add_routes(stream_routes(phone))
    application.add_routes(page_routes())
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    phone.storage.start()
    webhook = Webhook(phone)
    webhook.start()
    host, port = runner.addresses[0][:2]
    return Running(f"http://{host}:{port}", phone, runner, webhook)
