"""Where I stand and what to do next: the screen that everything leads back to.

It also answers text that nobody expected and commands that do not exist, fills Telegram's menu of
commands, and watches the contact with Telegram: whoever may have been cut off is told what to send
again.
"""
