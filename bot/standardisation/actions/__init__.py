"""What coordinators and assessors do with exercises."""
