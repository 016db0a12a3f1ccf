"""Presses, commands, messages and edits of questions to tutors."""
