"""What is pressed and written about judgements."""
