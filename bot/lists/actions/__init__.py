"""What staff do with their lists, and what time does to them."""
