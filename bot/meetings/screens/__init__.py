"""Lists of meetings, one meeting, its questions, its attendance, and what people are told."""
