"""What askers and tutors see of a question."""
