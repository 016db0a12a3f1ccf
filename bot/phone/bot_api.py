"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import inspect
import json
import logging
from typing import Any

from aiohttp import web

from bot.phone.errors import Refusal
from bot.phone.intake import drop_uploads, read_parameters
from bot.phone.methods import METHODS, load_methods
from bot.phone.phone import Phone

logger = logging.getLogger(__name__)


def bot_api_routes(phone: Phone) -> list[web.RouteDef]:
    """The two routes of the Bot API, over this phone."""
    load_methods()

    async def call(request: web.Request) -> web.StreamResponse:
        return await _answered(phone, request)

    async def download(request: web.Request) -> web.StreamResponse:
        return _downloaded(phone, request)

    return [
        web.route("*", "/bot{token:[^/]+}/{method}", call),
        web.get("/file/bot{token:[^/]+}/{path:.+}", download),
    ]


async def _answered(phone: Phone, request: web.Request) -> web.StreamResponse:
    try:
        return _answer({"ok": True, "result": await _called(phone, request)})
    except Refusal as refusal:
        return _refused(refusal)
    except Exception:
        logger.exception("The phone failed at %s", request.match_info["method"])
        words = "Internal Server Error: the phone has a defect, see its log"
        return _refused(Refusal(500, words))


def _downloaded(phone: Phone, request: web.Request) -> web.StreamResponse:
    if not phone.settings.accepts(request.match_info["token"]):
        return _refused(Refusal(401, "Unauthorized"))
    found = phone.files.at_path(request.match_info["path"])
    if found is None:
        return _refused(Refusal(404, "Not Found"))
    headers = {"Content-Type": "application/octet-stream"}
    return web.FileResponse(phone.files.content(found), headers=headers)


async def _called(phone: Phone, request: web.Request) -> Any:
    if not phone.settings.accepts(request.match_info["token"]):
        raise Refusal(401, "Unauthorized")
    method = METHODS.get(request.match_info["method"].lower())
    if method is None:
        raise Refusal(404, "Not Found: method not found")
    most = phone.limits.upload_bytes
    parameters = await read_parameters(request, phone.files.incoming, most)
    try:
        result = method(phone, parameters)
        return await result if inspect.isawaitable(result) else result
    finally:
        drop_uploads(parameters)


def _answer(body: dict[str, Any], status: int = 200) -> web.Response:
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=written, status=status, content_type="application/json")


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return _answer(body, refusal.code)
