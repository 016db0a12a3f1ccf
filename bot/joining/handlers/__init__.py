"""Presses, answers and commands of joining."""
