"""Every answer is a page in somebody's language, with headers that let nothing in or out."""

from __future__ import annotations

import asyncio
import logging
import re
from datetime import timedelta

import pytest

from bot.kit.i18n import LANGUAGES, Words
from bot.kit.web.templates import stylesheet
from bot.kit.web.tokens import make_token
from tests.kit.web.conftest import Site
from tests.people import MONDAY, FrozenClock

WRONG = "/example/" + "x" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def a_link(site: Site) -> str:
    async with site.house.database.transaction() as session:
        _, token = await make_token(
            session, "example", "7", owner_id=None, expires_at=MONDAY + timedelta(days=1),
            now=MONDAY,
        )  # fmt: skip
    return f"/example/{token}"


@pytest.mark.parametrize("path", ["/health", "/nothing", WRONG, "/robots.txt", "/static/x.css"])
async def test_every_answer_has_the_headers(site: Site, path: str) -> None:
    _, _, headers = await site.get(path)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Server"] == "jobbroker"
    assert "Set-Cookie" not in headers
    assert "Strict-Transport-Security" not in headers


async def test_behind_https_browsers_are_told_to_stay_there(site: Site) -> None:
    site.house.settings.public_url = "https://example.org"
    _, _, headers = await site.get("/nothing")
    assert headers["Strict-Transport-Security"].startswith("max-age=")


async def test_the_stylesheet_is_kept_for_a_year_under_a_name_that_changes(site: Site) -> None:
    _, page, _ = await site.get("/nothing")
    (name,) = re.findall(r'href="(/static/[^"]+)"', page)
    assert name == f"/static/{stylesheet()[0]}"
    status, _, headers = await site.get(name)
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in headers["Cache-Control"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_fault_is_told_in_the_language_of_the_browser(site: Site, language: str) -> None:
    accept = {"Accept-Language": f"fr;q=0.9, {language}-XX;q=0.8, en;q=0.1"}
    status, page, _ = await site.get(WRONG, **accept)
    assert status == 404
    assert f'<html lang="{language}">' in page
    assert Words(language)("web.fault.link_unknown.title") in page
    _, page, _ = await site.get(f"{WRONG}?l={language}", **{"Accept-Language": "en"})
    assert f'<html lang="{language}">' in page


async def test_languages_are_offered_as_links_that_keep_what_was_asked(site: Site) -> None:
    link = await a_link(site)
    _, page, _ = await site.get(f"{link}?said=<b>hello</b>&l=sv")
    assert "&lt;b&gt;hello&lt;/b&gt;" in page
    assert "<b>" not in page
    assert f'href="{link}?said=%3Cb%3Ehello%3C%2Fb%3E&amp;l=is" lang="is"' in page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/health", 405),
        ("POST", "/health", 405),
        ("DELETE", WRONG, 405),
        ("GET", "/" + "a" * 300, 404),
        ("GET", "/health?" + "a" * 600, 404),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/static/..%2f..%2fpage.py", 404),
    ],
)
async def test_another_method_or_path_gets_a_page_that_says_so(
    site: Site, method: str, path: str, status: int
) -> None:
    async with site.http.request(method, site.url + path) as answer:
        assert answer.status == status
        assert "<h1>" in await answer.text()
        assert "Allow" in answer.headers or status != 405


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"a=b", "text/plain", 415),
        (b"{}", "application/json", 415),
        (b"--x--", "multipart/form-data; boundary=x", 415),
        (b"a=%ff%fe", FORM["Content-Type"], 400),
        ("a=ä".encode(), FORM["Content-Type"], 400),
        (b"&".join(b"a=b" for _ in range(100)), FORM["Content-Type"], 400),
        (b"a=" + b"x" * 100_000, FORM["Content-Type"], 413),
    ],
)
async def test_what_is_no_form_of_ours_is_refused_with_a_page(
    site: Site, body: bytes, kind: str, status: int
) -> None:
    link = await a_link(site)
    headers = {"Content-Type": kind}
    async with site.http.post(site.url + link, data=body, headers=headers) as answer:
        assert answer.status == status
        assert "<h1>" in await answer.text()
    assert (await site.get(link))[0] == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Origin": "https://elsewhere.example"}, 400),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "null"}, 303),
        ({}, 303),
    ],
)
async def test_a_form_that_another_page_sends_is_refused(
    site: Site, sent: dict[str, str], status: int
) -> None:
    link, headers = await a_link(site), {**FORM, **sent}
    request = site.http.post(site.url + link, data=b"", headers=headers, allow_redirects=False)
    async with request as answer:
        assert answer.status == status
        assert answer.headers.get("Location") == ("/thanks?l=en" if status == 303 else None)


async def test_after_many_wrong_tokens_none_is_looked_up_from_there(
    site: Site, clock: FrozenClock
) -> None:
    link, here = await a_link(site), {"X-Forwarded-For": "203.0.113.5"}
    statuses = [(await site.get(WRONG, **here))[0] for _ in range(22)]
    assert statuses == [404] * 20 + [429] * 2
    assert (await site.get(link, **here))[0] == 429
    assert (await site.get(link, **{"X-Forwarded-For": "203.0.113.6"}))[0] == 200
    forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.5"}
    assert (await site.get(link, **forged))[0] == 429
    clock.forward(seconds=31)
    assert (await site.get(link, **here))[0] == 200


async def test_an_address_that_no_trusted_proxy_wrote_is_not_looked_at(site: Site) -> None:
    site.house.settings.web_proxies = 0
    for n in range(20):
        await site.get(WRONG, **{"X-Forwarded-For": f"203.0.113.{n}"})
    assert (await site.get(WRONG, **{"X-Forwarded-For": "203.0.113.99"}))[0] == 429


async def test_the_log_names_neither_token_nor_address_nor_what_was_written(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    link = await a_link(site)
    await site.get(link, **{"X-Forwarded-For": "203.0.113.5"})
    async with site.http.post(site.url + link, data={"break": "my secret"}) as answer:
        assert answer.status == 500
        assert "secret" not in await answer.text()
    logged = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert "/example/{token} 200" in logged
    assert "RuntimeError at tests.kit.web.conftest" in logged
    for word in (link.rpartition("/")[2], "203.0.113", "127.0.0.1", "secret"):
        assert word not in logged


async def test_health_says_ok_and_nothing_else(site: Site) -> None:
    assert (await site.get("/health"))[:2] == (200, "ok\n")


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /<script>secret</script> HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nsecret <b>header\r\n\r\n",
        b"GET /secret" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: secret\r\n\r\n",
        b"\x16\x03\x01secret\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_answered_with_the_headers_and_repeated_nowhere(
    site: Site, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rpartition(":")[2]))
    writer.write(sent)
    answer = (await reader.read()).decode()
    writer.close()
    assert answer.startswith("HTTP/1.0 400")
    assert "X-Content-Type-Options: nosniff" in answer
    assert "aiohttp" not in answer
    assert "secret" not in answer + caplog.text
