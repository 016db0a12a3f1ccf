"""The training-needs analysis: what somebody can do already, and what they need to learn.

Seven parts, one a unit: statements to rate oneself on, the importance in the present job, and two
knowledge checks. Self-rating and checks are two series, shown side by side and never averaged.
Taken at the start, half-way and at the end; what was answered earlier stays.
"""
