"""What people do at the door, in their profile and when they invite."""
