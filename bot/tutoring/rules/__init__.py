"""What a question and its thread are, and what is decided about them; pure."""
