"""The control API under /phone/: what pages and tests use to hold the phones.

JSON in and out; a refusal is {"error": "…"} with a status of 4xx. CONTROL.md beside this file lists
the addresses.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.phone.acting import chat_of, find_person
from bot.phone.errors import ControlRefusal, Refusal
from bot.phone.json_values import Json, as_list, as_object
from bot.phone.people import Person
from bot.phone.phone import Chat, Phone

logger = logging.getLogger(__name__)

Controlled = Callable[["Call"], Awaitable[Any]]


class Call:
    """One control request: the phone, the address, the body."""

    def __init__(self, phone: Phone, request: web.Request, body: Any) -> None:
        self.phone = phone
        self.request = request
        self._body = body

    @property
    def body(self) -> Json:
        body = as_object(self._body)
        if body is None:
            raise ControlRefusal("a JSON object is expected")
        return body

    @property
    def bodies(self) -> list[Json]:
        """The body as a list, for what can be done to several at once."""
        given = [as_object(one) for one in as_list(self._body) or [self._body]]
        bodies = [one for one in given if one is not None]
        if len(bodies) < len(given):
            raise ControlRefusal("a JSON object or a list of them is expected")
        return bodies

    @property
    def is_list(self) -> bool:
        return isinstance(self._body, list)

    def number(self, name: str) -> int:
        return whole(self.request.match_info[name], name)

    @property
    def person(self) -> Person:
        return find_person(self.phone, self.number("uid"))

    @property
    def chat(self) -> Chat:
        return chat_of(self.phone, self.person, self.number("chat"))

    def query(self, name: str) -> int | None:
        written = self.request.query.get(name)
        return None if written is None else whole(written, name)


def whole(written: Any, name: str) -> int:
    """A whole number out of an address or a body; raises ControlRefusal."""
    try:
        return int(written)
    except (TypeError, ValueError):
        raise ControlRefusal(f"{name} must be a whole number") from None


def controlled(phone: Phone, action: Controlled) -> Callable[[web.Request], Any]:
    """Wraps an action as an aiohttp handler: reads JSON, answers JSON, words refusals."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            result = await action(Call(phone, request, await _json_body(request)))
        except ControlRefusal as refusal:
            return _error(str(refusal), refusal.status)
        except Refusal as refusal:
            return _error(refusal.description, refusal.code)
        except web.HTTPException:
            raise
        except Exception:
            logger.exception("The phone failed at %s", request.path)
            return _error("the phone has a defect, see its log", 500)
        if isinstance(result, web.StreamResponse):
            return result
        return web.json_response(result, dumps=_dumps)

    return handle


def _error(words: str, status: int) -> web.Response:
    return web.json_response({"error": words}, status=status)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def _json_body(request: web.Request) -> Any:
    if not request.body_exists or request.content_type == "multipart/form-data":
        return {}
    try:
        return json.loads(await request.read() or b"{}")
    except ValueError:
        raise ControlRefusal("the body is not JSON") from None


def control_routes(phone: Phone) -> list[web.RouteDef]:
    """Every address under /phone/ except the stream of events."""
    from bot.phone import control_chats, control_phone

    actions = control_phone.ACTIONS + control_chats.ACTIONS
    return [
        web.route(verb, f"/phone{path}", controlled(phone, action))
        for verb, path, action in actions
    ]
