"""Whom agents can reach: colleagues with their states, and what a number is."""
