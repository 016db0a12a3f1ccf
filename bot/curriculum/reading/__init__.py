"""How the files of `content/` become values.

Every fault in them is found in one reading and gets its file, line and remedy.
"""
