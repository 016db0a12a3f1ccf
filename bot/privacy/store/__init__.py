"""All SQL of privacy."""
