"""The outside world, by technology."""
