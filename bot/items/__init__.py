"""One item: its kinds, how it is shuffled, answered and scored, and its screen.

Needs analysis, lessons, quizzes and practice ask the same items in the same way; this is that way.
Where an answer goes is said by whoever asks.
"""
