"""What Telegram accepts as a link, and how it writes it."""

import re
from urllib.parse import urlsplit

from bot.phone.json_values import Json

_SCHEMES = ("http", "https", "ftp", "tg", "ton", "tonsite")
_USER = re.compile(r"tg://user/?\?id=(\d+)")
_HOST = re.compile(r"[\w.-]+(:\d+)?")


def checked_link(url: str) -> str | None:
    """The link as Telegram keeps it, or None where it drops it: a host needs a dot."""
    url = url.strip()
    if "://" not in url:
        if url.lower().startswith(("tg:", "ton:")):
            return url
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()
    if scheme not in _SCHEMES:
        return None
    if scheme in ("tg", "ton"):
        return url
    if not _HOST.fullmatch(host) or "." not in host.strip("."):
        return None
    rest = url.split("://", 1)[1][len(parts.netloc) :]
    return f"{scheme}://{host}{rest or '/'}"


def link_entity(offset: int, length: int, url: str) -> Json | None:
    """A text_link, or a text_mention for a link to a user, or nothing for a bad link."""
    user = _USER.fullmatch(url.strip())
    if user:
        mentioned = {"id": int(user[1]), "is_bot": False, "first_name": ""}
        return {"type": "text_mention", "offset": offset, "length": length, "user": mentioned}
    link = checked_link(url)
    if link is None:
        return None
    return {"type": "text_link", "offset": offset, "length": length, "url": link}
