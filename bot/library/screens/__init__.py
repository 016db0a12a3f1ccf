"""What the library shows."""
