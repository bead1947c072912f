"""Ids, time, events, commands, errors."""
