"""Nobody but this machine, and no page of another site."""

import pytest
from aiohttp import ClientSession

from bot.phone.server import Running
from bot.phone.settings import DEMO_TOKEN

SEND = f"/bot{DEMO_TOKEN}/getMe"


async def status(server: Running, method: str, path: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        ClientSession() as http,
        http.request(method, server.url + path, headers=named) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:80"])
async def test_names_of_this_machine_are_answered(server: Running, host: str) -> None:
    assert await status(server, "GET", "/phone/state", Host=host) == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "10.0.0.1", ""])
@pytest.mark.parametrize("path", ["/phone/state", SEND, "/"])
async def test_other_names_are_refused(server: Running, host: str, path: str) -> None:
    assert await status(server, "GET", path, Host=host) == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_posts_from_other_sites_are_refused(server: Running, origin: str) -> None:
    assert await status(server, "POST", "/phone/people", Origin=origin) == 403
    assert await status(server, "POST", SEND, Origin=origin) == 403


async def test_a_page_of_its_own_may_post(server: Running) -> None:
    assert (
        await status(server, "POST", SEND, Origin=server.url, Sec_Fetch_Site="same-origin") == 200
    )
    assert await status(server, "POST", SEND) == 200


async def test_a_foreign_page_cannot_even_embed(server: Running) -> None:
    headers = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}
    assert await status(server, "GET", SEND, **headers) == 403
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert await status(server, "GET", "/", **followed) == 200


async def test_the_page_trusts_only_itself(server: Running) -> None:
    async with ClientSession() as http, http.get(server.url + "/") as answer:
        assert answer.content_type == "text/html"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["../settings.py", "%2e%2e/settings.py", ".hidden", "none.js", "x.py"]
)
async def test_only_files_of_the_page_are_served(server: Running, path: str) -> None:
    assert await status(server, "GET", f"/web/{path}") == 404
