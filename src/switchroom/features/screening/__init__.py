"""The black list and the white list, kept from the desk, asked at the door."""
