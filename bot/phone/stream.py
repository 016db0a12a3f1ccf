"""GET /phone/events: what happens, as server-sent events."""

import asyncio

from aiohttp import web

from bot.phone.events import as_stream
from bot.phone.json_values import Json
from bot.phone.phone import Phone

_STREAM_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}
_KEEP_ALIVE_SECONDS = 15


def stream_routes(phone: Phone) -> list[web.RouteDef]:
    """The stream over this phone; ends when the server closes."""

    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=_STREAM_HEADERS)
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        place = _place(request, phone.events.last_id)
        try:
            while not phone.closing.is_set():
                place = await _write_news(phone, response, place)
        except (ConnectionError, asyncio.CancelledError):
            return response
        return response

    return [web.get("/phone/events", events)]


def _place(request: web.Request, newest: int) -> int:
    named = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(named) if named.isdigit() else newest


async def _write_news(phone: Phone, response: web.StreamResponse, place: int) -> int:
    """Writes what came after `place`; answers the new place. A place that is gone is a reset."""
    news = phone.events.after(place)
    if news is None:
        reset: Json = {
            "id": phone.events.last_id,
            "type": "reset",
            "chat_id": None,
            "person_ids": [],
        }
        await response.write(as_stream(reset))
        return phone.events.last_id
    for event in news:
        await response.write(as_stream(event))  # waits for a slow reader instead of piling up
        place = event["id"]
    if not news and not await phone.events.wait(_KEEP_ALIVE_SECONDS):
        await response.write(b": still here\n\n")
    return place
