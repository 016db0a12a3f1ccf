"""My path: lessons ordered by the gaps of the needs analysis, each with its reason in words.

Nothing of the order is stored, so that it always follows the latest answers and what has been read;
only what a tutor has put on top is kept. Any lesson can be taken at any time.
"""
