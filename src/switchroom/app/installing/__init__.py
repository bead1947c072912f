"""Putting a pack into a centre: what the pack says, as each feature keeps it."""

from switchroom.app.installing.install import install_pack, is_installed

__all__ = ["install_pack", "is_installed"]
