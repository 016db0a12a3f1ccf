"""What people and time do with exports."""
