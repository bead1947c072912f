"""A simulated customer's call through a running centre, to try it without a telephone."""
