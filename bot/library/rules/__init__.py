"""What of the content belongs together, how it is found, and in which order it stands."""
