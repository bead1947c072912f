"""Bus, store, timers, supervision of tasks."""
