"""Switchroom, an open multimedia customer service centre."""
