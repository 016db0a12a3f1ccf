"""Presses, answers and commands of exercises."""
