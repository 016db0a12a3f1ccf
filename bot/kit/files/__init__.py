"""Files that people send and get: one object store over a folder or any S3-compatible service.

The type of a file comes from its bytes and its name is only for people; keys are random, so that
nothing a person types ever becomes a path.
"""
