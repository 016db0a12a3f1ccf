"""Who may talk to the phone: only this machine, and no page from another site.

A page on the web could otherwise reach a server on localhost, by a name that points there (DNS
rebinding, refused by the Host header) or by a form (refused by Origin and Sec-Fetch-Site).
"""

from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler

_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_READING = ("GET", "HEAD")
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses what does not come from here, with 403 and a sentence."""
    words = why_refused(request.method, request.headers)
    if words is not None:
        return web.json_response({"error": words}, status=403)
    return await handler(request)


def why_refused(method: str, headers: Mapping[str, str]) -> str | None:
    """The sentence of a refusal, or None."""
    host = headers.get("Host", "")
    if host.rsplit(":", 1)[0] not in _HOSTS and host not in _HOSTS:
        return "the phone answers to localhost only"
    origin = headers.get("Origin")
    if method not in _READING and origin is not None and origin != f"http://{host}":
        return "requests from other sites are refused"
    from_elsewhere = headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site")
    followed_a_link = headers.get("Sec-Fetch-Mode") == "navigate" and method in _READING
    if from_elsewhere and not followed_a_link:
        return "requests from other sites are refused"
    return None
