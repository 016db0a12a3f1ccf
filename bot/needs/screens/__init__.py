"""The needs analysis as people see it: its questions, how far it is, and what came of it."""
