"""What is shown of judgements."""
