"""Presses, texts, files and commands of broadcasts."""
