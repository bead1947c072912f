"""Alarms: what is wrong with the centre now, what was, and who has taken note of it."""
