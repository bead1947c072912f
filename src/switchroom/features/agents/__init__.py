"""Agents: what they can do and where their telephone is."""
