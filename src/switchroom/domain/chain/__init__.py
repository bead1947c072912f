"""The chain of seals over the journal, and how it is found out that somebody broke it."""
