"""What is decided about judgements; pure."""
