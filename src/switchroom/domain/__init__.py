"""The rules of a customer service centre: pure and synchronous."""
