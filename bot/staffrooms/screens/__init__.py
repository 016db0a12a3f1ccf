"""What stands in staff groups."""
