"""What somebody does in the needs analysis: answer, finish a part, finish it all, read a result."""
