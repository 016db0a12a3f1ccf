"""Which processes of this program share the database, and which of them are gone: what one of them
had in hand then belongs to the others.
"""
