"""How a phone server is started."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.phone.limits import Limits

DEMO_TOKEN = "4200000042:the-local-phone-has-no-secrets"  # noqa: S105 - it opens nothing
TOKEN_SHAPE = re.compile(r"\d+:[\w-]+")


@dataclass(frozen=True)
class PhoneSettings:
    """`data` holds all state; port 0 takes any free one; `any_token` accepts whatever looks like
    a token, always as the same one bot whose id is the number in `token`.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 0
    limits: Limits = field(default_factory=Limits)
    token: str = DEMO_TOKEN
    any_token: bool = True
    bot_name: str = "Job broker training"
    bot_username: str = "jobbroker_demo_bot"
    flush_seconds: float = 0.2

    @property
    def bot_id(self) -> int:
        return int(self.token.split(":", 1)[0])

    def accepts(self, token: str) -> bool:
        return token == self.token or (self.any_token and bool(TOKEN_SHAPE.fullmatch(token)))
