"""Handlers of published answers."""
