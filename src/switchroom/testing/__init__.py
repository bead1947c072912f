"""Fakes, virtual time, and one contract suite for each port; for us and for authors of plug-ins."""
