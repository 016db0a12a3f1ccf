"""What is asked and where one goes on, and what follows from the answers."""
