"""What coordinators see of broadcasts, and what recipients get."""
