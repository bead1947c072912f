"""PostgreSQL: the database of many machines."""
