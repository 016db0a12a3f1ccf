"""What trainees and tutors do with evidence, and what becomes of a file on its way."""
