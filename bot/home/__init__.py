"""Where I stand and what to do next: the screen that everything leads back to.

It also answers visitors, text that nobody expected, and commands that do not exist.
"""
