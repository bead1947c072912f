"""All tables of the product: each feature owns its own, here they are gathered by name."""

from switchroom.runtime.tables import metadata

__all__ = ["metadata"]
