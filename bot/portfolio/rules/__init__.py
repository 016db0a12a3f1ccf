"""What an export holds and when one may be asked for; pure."""
