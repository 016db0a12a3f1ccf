"""What people do in staff groups, and what follows there from what happens elsewhere."""
