"""Prompts: every text that is spoken, made once, and there before a call asks for it."""
