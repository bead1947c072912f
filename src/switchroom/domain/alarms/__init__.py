"""What can be wrong with a centre, how badly, and when it is said."""
