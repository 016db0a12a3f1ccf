"""What trainees, assessors, coordinators and the time do about judgements."""
