"""The web application: every feature's routes, the desk's files, health."""
