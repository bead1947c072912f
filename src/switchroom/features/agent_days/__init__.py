"""An agent's day: what was served and missed, and where the time went."""
