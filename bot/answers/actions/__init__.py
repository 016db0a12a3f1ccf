"""What is done with published answers."""
