"""Telephone numbers: one way of writing them, and where they are at home (归属地)."""
