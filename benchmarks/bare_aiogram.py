"""The least an aiogram bot can do: answer each press with the same two calls. `python … URL
TOKEN`.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=f"Option {n}", callback_data=f"o:{n}")] for n in range(4)
    ]
)
TEXT = "Question {}. " + "Which of these papers tells a doctor abroad who pays? " * 4
dispatcher = Dispatcher()
presses = 0


@dispatcher.message(CommandStart())
async def on_start(message: Message) -> None:
    await message.answer(TEXT.format(0), reply_markup=KEYBOARD)


@dispatcher.callback_query()
async def on_press(query: CallbackQuery) -> None:
    global presses
    presses += 1
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(TEXT.format(presses), reply_markup=KEYBOARD)


async def main(url: str, token: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
