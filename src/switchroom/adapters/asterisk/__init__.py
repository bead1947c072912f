"""Asterisk behind the telephony port: installation, configuration, process, ARI client."""
