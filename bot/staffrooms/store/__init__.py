"""All SQL of staff groups."""
