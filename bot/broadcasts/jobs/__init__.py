"""What happens to broadcasts beside the conversation."""
