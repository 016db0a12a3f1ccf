"""One message to many: composed in several languages, for people chosen by rules, pausable.

Draft, approval and sending are apart: the composer confirms by typing the number of recipients, a
second coordinator approves large ones, and the outbox sends one row per person, never twice. Every
step leaves a row in the audit log.
"""
