"""What every room stands on: database, clock, languages, Telegram, delivery, files. It knows no
room.
"""
