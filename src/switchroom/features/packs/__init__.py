"""Packs: an industry, or a whole demonstration centre, as data."""
