"""Recordings: from the spool to the store, and to those who may listen."""
