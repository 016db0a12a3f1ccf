"""Meetings of a cohort, and of the staff of partners: who is invited, who comes, who came.

A meeting is wall time in its zone. A change of it raises its version, tells everybody invited
once, and asks them anew where the time is another; attendance is taken by staff, never by the
person whose it is.
"""
