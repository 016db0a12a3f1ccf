"""All SQL of the portfolio."""
