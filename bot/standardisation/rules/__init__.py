"""What is decided: who may take part, what is complete, how far judges agree."""
