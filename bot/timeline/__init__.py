"""All that has a date for somebody, in their own time: deadlines of their groups and meetings.

What is past, what is next, and the same as a file for the calendar of a phone.
"""
