"""Exports are made beside the chat, tell how far they are, and go after a week."""
