"""Judgement: an outcome of the profile is judged on the evidence that was handed in for it.

The trainee asks, assessors who have not tutored the person say of each criterion *met*, *partly* or
*not yet* and why, some rounds are judged by a second one who does not see the first, and where the
two differ a third decides. Nothing here certifies anybody: that is another room's, and another
person's.
"""
