"""`switchroom backup` and `restore`: everything that is kept, in one archive, and back."""
