"""What stands on which list, and when somebody is told of it."""
