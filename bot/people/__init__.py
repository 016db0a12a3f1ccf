"""Who someone is: identity, roles with their scope, language, zone, study and quiet hours, consent.

Also whether one may be disturbed now. Every other room asks here and stores none of it again.
"""
