"""Voices: neural engines in processes of their own, espeak-ng, and speech shipped ready-made."""
