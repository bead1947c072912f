"""Who may call: the black list and the white list."""
