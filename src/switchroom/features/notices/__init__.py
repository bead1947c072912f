"""Notices: a supervisor says one thing to agents, and sees who has read it."""
