"""All SQL of published answers and of their index."""
