"""One connection: what is no HTTP at all gets an answer with our headers that repeats nothing."""

from __future__ import annotations

from aiohttp import web

from bot.kit.web.headers import secure


class Connection(web.RequestHandler):
    """aiohttp's own answer to what it cannot read quotes it, and its log names the address."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Raises ConnectionError where a part of another answer has left already."""
        if request.writer.output_size > 0:
            raise ConnectionError("an answer was cut off")
        response = web.Response(status=status, text=f"{status}\n")
        secure(response.headers, https=False)
        response.force_close()
        return response
