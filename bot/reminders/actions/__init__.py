"""What time brings to people, and what they choose about it."""
