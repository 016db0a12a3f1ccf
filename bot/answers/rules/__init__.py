"""How words are found whatever they are written like, and what may be published."""
