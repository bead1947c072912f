"""The live board: every agent, call and trunk as it is now, and one call step by step."""
