"""The lists, somebody on them, and what a trainee or the staff gets of them as a message."""
