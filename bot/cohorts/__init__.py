"""Groups of trainees with their milestones, and whom a staff member's scope covers.

A cohort has a country, a sector, dates and a time zone; its milestones are wall time in that zone.
Who is a
tutor or coordinator of whom is decided here, from the scopes of grants, and nowhere else.
"""
