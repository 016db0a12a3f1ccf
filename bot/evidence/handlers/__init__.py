"""Presses, texts and files of evidence."""
