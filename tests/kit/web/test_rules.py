"""Which language, whose address, how long a pause: decided without a server."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.i18n import LANGUAGES
from bot.kit.settings import BadSettings, load_settings
from bot.kit.web.languages import language_of
from bot.kit.web.throttle import LONGEST_PAUSE, Guesses, client_of, pause_until
from tests.people import MONDAY


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, "", "en"),
        ("is", "de", "is"),
        ("xx", "de-AT,en;q=0.5", "de"),
        (None, "fr, es;q=0.2, el;q=0.9", "el"),
        (None, "sv;q=0, es;q=0.1", "es"),
        (None, ";;;,q=,=;q=x", "en"),
    ],
)
def test_the_language_that_was_asked_for_comes_first(
    asked: str | None, accepted: str, language: str
) -> None:
    assert language_of(asked, accepted) == language


@given(st.text(), st.text())
def test_whatever_is_asked_there_is_a_language(asked: str, accepted: str) -> None:
    assert language_of(asked, accepted) in LANGUAGES


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "client"),
    [
        ("198.51.100.7", ["203.0.113.1"], 0, "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.1"], 1, "203.0.113.1"),
        ("127.0.0.1", ["forged, 203.0.113.1"], 1, "203.0.113.1"),
        ("127.0.0.1", ["forged", "203.0.113.1, 10.0.0.9"], 2, "203.0.113.1"),
        ("127.0.0.1", [], 1, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", [], 0, "2001:db8:1:2::"),
        ("::ffff:203.0.113.1", [], 0, "203.0.113.1"),
        ("127.0.0.1", ["<script>"], 1, "unknown"),
        (None, [], 0, "unknown"),
    ],
)
def test_an_address_is_what_the_outermost_proxy_of_ours_has_seen(
    peer: str | None, forwarded: list[str], proxies: int, client: str
) -> None:
    assert client_of(peer, forwarded, proxies) == client


@given(st.integers(0, 10_000))
def test_a_pause_begins_after_some_and_is_never_too_long(failures: int) -> None:
    until = pause_until(Guesses(failures, MONDAY))
    assert (until is None) == (failures < 20)
    assert until is None or timedelta(seconds=30) <= until - MONDAY <= LONGEST_PAUSE


@pytest.mark.parametrize("url", ["https://bot.example.org", "https://x:8443", "http://127.0.0.1:1"])
def test_a_public_address_is_an_origin(url: str) -> None:
    assert load_settings(_env_file=None, public_url=url).public_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org", "https://example.org/", "https://example.org/bot", "example.org",
        "https://a@b.org", "https://", "https://x:99999", "https://x?y", "ftp://x", "https://É.is",
    ],
)  # fmt: skip
def test_a_bad_public_address_is_named_with_what_is_expected(url: str) -> None:
    with pytest.raises(BadSettings, match=r"JOBBROKER_PUBLIC_URL=.*expected https://host"):
        load_settings(_env_file=None, public_url=url)


@pytest.mark.parametrize("listen", ["8090", "127.0.0.1", ":80", "x:99999", "x:-1", "x:y"])
def test_a_bad_place_to_listen_is_named_with_what_is_expected(listen: str) -> None:
    with pytest.raises(BadSettings, match=r"JOBBROKER_WEB_LISTEN=.*expected host:port"):
        load_settings(_env_file=None, web_listen=listen)
