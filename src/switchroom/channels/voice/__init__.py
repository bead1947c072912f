"""Telephone calls: from the trunk through flow and queue to an agent, and to their end."""
