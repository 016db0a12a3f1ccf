"""All SQL of standardisation."""
