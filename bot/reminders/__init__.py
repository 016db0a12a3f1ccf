"""Who is due a nudge, when, and how to have fewer of them.

Everybody is looked at once a day at their own hour, on the wall clock of their zone; one row a
person says when that is next, so that a tick reads only who is due. Nothing comes in quiet hours or
above the weekly budget, nothing comes twice, and what was not sent is recorded with its reason.
"""
