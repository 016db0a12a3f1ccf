"""All tasks of broadcasts by kind, and the tick."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from bot.broadcasts.jobs.following import follow, tell, watch
from bot.broadcasts.jobs.listing import send_ledger
from bot.broadcasts.jobs.pages import change_page, delete_page
from bot.broadcasts.jobs.preparing import prepare
from bot.kit.services import Services

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

TASKS: Final[Mapping[str, Callable[[Services, Due], Awaitable[None]]]] = {
    "broadcasts.change": change_page,
    "broadcasts.delete": delete_page,
    "broadcasts.follow": follow,
    "broadcasts.ledger": send_ledger,
    "broadcasts.prepare": prepare,
    "broadcasts.tell": tell,
}
tick = watch
