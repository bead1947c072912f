"""How values are said: as pieces out of a small fixed set, each spoken once and kept."""
