"""The portfolio: what a trainee shows for each outcome, and what tutors say about it.

A piece of evidence holds files, texts and links for an outcome. Each file is stored on its own and
answered with a numbered receipt once it has been read back. Handing a piece in freezes a version
that never changes; a tutor's feedback opens the next one.
"""
