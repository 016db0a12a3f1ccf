"""Several assessors judge the same prepared sample, each alone, and then see how far they agree.

Until an exercise is closed everybody sees only their own verdicts; then all see who differs where,
without names, what the sample's authors say, and how far the figures can be relied on.
"""
