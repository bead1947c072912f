"""Contacts as they can be found, read and counted: a read model of the journal."""
