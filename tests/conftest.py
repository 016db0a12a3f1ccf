"""What every test may rely on: a clean environment, this machine alone, services or a reason."""

import os
import shutil
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A slow machine is no fault of the code; pytest's own timeout ends what hangs.
settings.register_profile("jobbroker", deadline=None, print_blob=True)
settings.load_profile("jobbroker")

pytest_plugins = ["tests.stage"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> Path | None:
    """Chromium as the system has it; Playwright is not to download its own."""
    found = filter(None, map(shutil.which, BROWSERS))
    return next(map(Path, found), None)


def find_clamd() -> Path | None:
    """Debian keeps clamd in a folder that is often not searched."""
    found = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


SERVICES: dict[str, tuple[str, Callable[[], Path | None]]] = {
    "browser": ("Chromium", find_chromium),
    "clamav": ("ClamAV's clamd", find_clamd),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A missing service fails a test in CI and is a skip with its name anywhere else."""
    for mark, (name, find) in SERVICES.items():
        if item.get_closest_marker(mark) and find() is None:
            _miss(name)


def _miss(name: str) -> None:
    reason = f"{name} is not installed: .ci/run shows how to"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """For Playwright's `executable_path`; tests that use it carry the mark `browser`."""
    found = find_chromium()
    assert found, "a test that uses Chromium needs the mark `browser`"
    return found


@pytest.fixture(scope="session")
def clamd() -> Path:
    """The program; tests that use it carry the mark `clamav` and start their own."""
    found = find_clamd()
    assert found, "a test that uses clamd needs the mark `clamav`"
    return found


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests do not reach them."""
    for name in [name for name in os.environ if name.startswith("JOBBROKER_")]:
        monkeypatch.delenv(name)


def _is_near(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket in the file system
    try:
        return ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails at once and says which."""
    connect = socket.socket.connect

    def connect_near(self: socket.socket, address: Any) -> None:
        if not _is_near(address):
            raise ConnectionRefusedError(f"tests stay on this machine, not {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_near)
