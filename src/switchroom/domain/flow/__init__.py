"""The IVR and bot interpreter."""
