"""All SQL of evidence."""
