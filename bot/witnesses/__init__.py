"""Witnesses: people without Telegram who say whether something was as a trainee writes it.

A trainee writes what happened and gets a link to pass on. Whoever opens it confirms, corrects or
declines, by name; what they say becomes a part of the piece of evidence that nobody can change.
"""
