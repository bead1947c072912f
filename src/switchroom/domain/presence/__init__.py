"""An agent's states."""
