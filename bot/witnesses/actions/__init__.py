"""What trainees and witnesses do."""
