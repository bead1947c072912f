# Asterisk: the machine's own when it is new enough, else in a root of its own.
# shellcheck shell=bash

telephony_inputs() { sha256sum src/switchroom/adapters/asterisk/installation.py; }

telephony_stands() { .venv/bin/python deploy/setup/install_asterisk.py --check; }

telephony_make() { .venv/bin/python deploy/setup/install_asterisk.py; }
