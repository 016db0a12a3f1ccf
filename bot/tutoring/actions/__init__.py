"""What askers, tutors and time do with questions."""
