"""Decisions about reminders: the moments of a day, what is due at one, and what becomes of it."""
