"""What people see on their way in: at the door, in the profile, about privacy, when inviting."""
