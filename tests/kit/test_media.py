"""Fetching a file: whatever Telegram answers is one of two failures that callers know."""

from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetFile

from bot.kit.telegram.media import FetchFailed, TooLargeToFetch, fetch

ASKED = GetFile(file_id="x")


class Answering:
    """A bot whose `get_file` fails so."""

    def __init__(self, fault: TelegramAPIError) -> None:
        self.fault = fault

    async def get_file(self, _file_id: str) -> Any:
        raise self.fault


async def fetched(fault: TelegramAPIError) -> bytes:
    bot: Any = Answering(fault)
    return b"".join([chunk async for chunk in fetch(bot, "x")])


@pytest.mark.parametrize(
    "fault",
    [
        TelegramServerError(ASKED, "Bad Gateway"),
        TelegramNetworkError(ASKED, "reset"),
        TelegramRetryAfter(ASKED, "Too Many Requests", retry_after=3),
        TelegramBadRequest(ASKED, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_what_may_pass_is_a_fetch_that_failed(fault: TelegramAPIError) -> None:
    with pytest.raises(FetchFailed):
        await fetched(fault)


async def test_a_file_that_telegram_does_not_hand_out_is_too_large() -> None:
    with pytest.raises(TooLargeToFetch):
        await fetched(TelegramBadRequest(ASKED, "Bad Request: file is too big"))
