"""Presses, answers and commands of meetings."""
