"""SQLite in WAL mode: the database of one machine."""
