"""Answers that were given before, to be found before a question is asked anew.

Those of the content and those that tutors make from an answer they gave stand in one index of the
database, by language. What is found is offered to whoever is about to ask.
"""
