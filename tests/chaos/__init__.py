"""Faults in the middle of work, and an outside ledger that says whether anybody was lost."""
