"""Rows to be worked off later: claimed, retried with growing pauses, set aside when they keep
failing.
"""
