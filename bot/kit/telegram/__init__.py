"""Everything about Telegram: screens as plain values, the durable inbox, showing, and one pace for
sending.
"""
