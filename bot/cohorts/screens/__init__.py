"""Cohorts and their milestones, and what a change of dates moves."""
