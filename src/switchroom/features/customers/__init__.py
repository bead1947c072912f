"""Customers: who they are, their numbers, accounts and addresses."""
