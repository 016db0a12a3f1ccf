"""The least a python-telegram-bot bot can do: answer each press with the same two calls."""

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton(f"Option {n}", callback_data=f"o:{n}")] for n in range(4)]
)
TEXT = "Question {}. " + "Which of these papers tells a doctor abroad who pays? " * 4
presses = 0


async def on_start(update: Update, _context: Any) -> None:
    assert update.message
    await update.message.reply_text(TEXT.format(0), reply_markup=KEYBOARD)


async def on_press(update: Update, _context: Any) -> None:
    global presses
    presses += 1
    assert update.callback_query
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(TEXT.format(presses), reply_markup=KEYBOARD)


def main(url: str, token: str) -> None:
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{url}/bot")
        .concurrent_updates(64)
        .connection_pool_size(64)
        .build()
    )
    application.add_handler(CommandHandler("start", on_start))
    application.add_handler(CallbackQueryHandler(on_press))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
