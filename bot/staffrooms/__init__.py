"""Staff groups in which each question to tutors has a topic of its own.

A topic is a view: the question, its answers and notes are in `bot/tutoring`, and what a tutor
writes in a topic takes the same way as in their private chat. A coordinator connects a group to
their scope; from then on topics are made, named, closed, reopened and rebuilt as questions stand.
"""
