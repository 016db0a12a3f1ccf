"""All SQL of reminders: who is looked at when, what was sent, how people want it, what waits."""
