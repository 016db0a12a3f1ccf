"""Headers of every answer: nothing from elsewhere, nothing kept, nothing told on."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Final

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
NOT_KEPT: Final = "no-store"
FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
ONLY_HTTPS: Final = "max-age=31536000"


def secure(headers: MutableMapping[str, str], *, https: bool) -> None:
    """Put them on an answer; whether it may be kept is left as it says, else it may not."""
    headers.update(ALWAYS)
    headers["Server"] = "jobbroker"
    headers.setdefault("Cache-Control", NOT_KEPT)
    if https:
        headers["Strict-Transport-Security"] = ONLY_HTTPS
