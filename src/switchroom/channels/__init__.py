"""How customers come in, one folder each."""
