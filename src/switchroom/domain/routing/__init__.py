"""The universal queue: who serves which interaction, decided purely."""
