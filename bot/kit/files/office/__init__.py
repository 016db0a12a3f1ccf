"""What an office document does besides showing.

Each part of it is read once, piece by piece: macros, embedded objects, what it would load from
elsewhere when it is opened. What a reader must click on first is let through.
"""
