"""Sound files by libsndfile, soxr and numpy."""
