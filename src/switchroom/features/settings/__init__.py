"""The configuration that the core works by."""
