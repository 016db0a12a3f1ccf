"""Where a picture or a film says that it was taken, and how that is cut out of it without loss.

Pixels and sound are never decoded: what is cut are the parts of the file around them.
"""
