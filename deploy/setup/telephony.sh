# Asterisk: the machine's own when it is new enough, else in a root of its own.
# shellcheck shell=bash

telephony_inputs() { sha256sum src/switchroom/adapters/asterisk/installation.py; }

telephony_stands() { install_asterisk --check; }

telephony_make() { install_asterisk; }

# It needs none of our libraries, so it need not wait for the virtual environment.
install_asterisk() { PYTHONPATH=src python3 deploy/setup/install_asterisk.py "$@"; }
