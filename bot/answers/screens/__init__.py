"""What people see of published answers."""
