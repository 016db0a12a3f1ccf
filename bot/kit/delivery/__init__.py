"""The outbox: one row per message and person, sent at one pace, with a ledger of what reached
whom.
"""
