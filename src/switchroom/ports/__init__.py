"""The roles that the outside world plays for us, as Protocols."""
