"""What a piece of evidence is, what may become of it, and what is still missing."""
