"""Presses, commands and typed words of the library."""
