"""The phone: a local Telegram Bot API and the people who chat through it.

It lets anybody try the bot without a token or a network, and lets tests and benchmarks run the
bot over real HTTP. It keeps Telegram's rules and answers its errors in Telegram's words, and it
knows nothing of the bot that talks to it.
"""
