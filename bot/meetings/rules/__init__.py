"""What a meeting is, how it is written, and how it stands in a calendar file."""
