"""The first conversation: an invitation is opened, consent is asked for, the profile is filled in.

Before somebody agrees, nothing but the Telegram id, the chosen language and the invitation is
stored. The
screens of visitors, of the profile, of privacy and of making invitations live here too.
"""
