"""Questions to tutors, each with the card, item or piece of evidence it is about.

A question waits in the queue of everybody whose scope covers the asker; one of them claims it. What
is written then goes back and forth as replies, and a question that nobody answers in the agreed
hours is brought up again, put back and at last shown to a coordinator.
"""
