"""What coordinators do with broadcasts, and what the tasks do for them."""
