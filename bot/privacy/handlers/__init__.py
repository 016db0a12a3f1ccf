"""Presses, commands and written answers of privacy."""
