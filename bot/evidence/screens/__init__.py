"""What trainees and tutors see of evidence."""
