"""Whether what is kept is what was stored: the chain's head, and `switchroom verify`."""
