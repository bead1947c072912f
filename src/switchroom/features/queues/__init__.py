"""The routing's owner: the universal queue as it runs, its rows, and what people ask of it."""
