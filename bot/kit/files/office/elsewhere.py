"""Whether an address leads to another machine, and whether it runs something."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)  # one letter is a drive
_DRIVE: Final = re.compile(r"[a-z][:|]", re.IGNORECASE)
_INSIDE: Final = ("cid", "data", "pkg", "vnd.sun.star.package")
_RUNS: Final = re.compile(
    r"(?:javascript|vbscript|script|mhtml|its|mk|ms-[a-z-]+|search(?:-ms)?|macro|service|slot"
    r"|vnd\.sun\.star\.(?!package:|help:)[a-z.]+|vnd\.libreoffice[a-z.]*|\.uno):",
    re.IGNORECASE,
)
_IGNORED: Final = re.compile(r"[\x00-\x20\x7f]")


def _plain(address: str) -> str:
    return _IGNORED.sub("", unquote(address)).replace("\\", "/")


def runs(address: str) -> bool:
    """Whether following it runs a macro or a command instead of opening a page or a file."""
    return bool(_RUNS.match(_plain(address)))


def is_elsewhere(address: str) -> bool:
    """Whether another machine is asked for it: a host of the web or of a Windows network.

    What lies in the document, beside it or on a drive asks nobody.
    """
    plain = _plain(address)
    scheme = _SCHEME.match(plain)
    if scheme is None:
        return plain.startswith("//")
    name, rest = scheme[1].lower(), plain[scheme.end() :]
    if name != "file":
        return name not in _INSIDE
    if not rest.startswith("//"):
        return False
    host, _, path = rest[2:].partition("/")
    is_here = host.lower() in ("", "localhost") or bool(_DRIVE.match(host))
    return not is_here or path.startswith("/")
