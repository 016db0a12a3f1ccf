"""What a topic should look like, what is to be done next, and how fast."""
