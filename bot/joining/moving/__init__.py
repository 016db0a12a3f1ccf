"""A new phone or account: somebody moves to another chat, by their recovery code or by staff who
know them. Once each time, logged, and the chat before is told.
"""
