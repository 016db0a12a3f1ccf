"""All SQL of broadcasts."""
