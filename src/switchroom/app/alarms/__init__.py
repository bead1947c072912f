"""What a centre watches in itself."""
