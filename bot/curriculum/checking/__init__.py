"""What only `content check` looks at, and a start of the program does without: how texts are marked
up, days that have passed, addresses, tests whose key can be guessed, and screens that are too long.
"""
