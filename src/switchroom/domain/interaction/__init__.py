"""One contact with the centre, from its opening to its end."""
