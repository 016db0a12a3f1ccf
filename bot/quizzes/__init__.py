"""Quizzes: a pool of items, of which an attempt draws some; they are answered one by one.

An attempt freezes what it asks, so that it can be left and gone on with anywhere, and its result
stays explained after the content has changed. Every answer is kept once; points are the sum of the
answers, and the result says in words whether they suffice and what to read again.
"""
