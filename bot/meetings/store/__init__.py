"""All SQL of meetings: the meetings, who is invited to them, and what is being written."""
