"""What a broadcast is and decides: whom it reaches, in which language, when, and in which state."""
