"""What coordinators and assessors see of exercises."""
