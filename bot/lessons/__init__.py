"""Modules and their lessons, read card by card; one stops and goes on at the same card anywhere.

A reflection becomes a private note with its earlier versions, a check question is answered once.
Lessons themselves are content: this room only keeps how far somebody has come and what they wrote.
"""
