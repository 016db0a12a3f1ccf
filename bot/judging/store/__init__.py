"""All SQL of judging."""
