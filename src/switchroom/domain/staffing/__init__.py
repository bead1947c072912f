"""Erlang's formulas."""
