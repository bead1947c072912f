"""What people do, one folder each."""
