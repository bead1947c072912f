"""What people ask of calls: agents of their own, supervisors of others'."""
