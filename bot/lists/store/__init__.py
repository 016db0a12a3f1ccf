"""All SQL of the lists: where trainees stand, who is on which list, and what staff did about it."""
