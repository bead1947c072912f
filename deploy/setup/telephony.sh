# Asterisk in a root of its own where the machine has none that is new enough, and the voices.
# shellcheck shell=bash

telephony_inputs() {
  sources deploy/asterisk src/switchroom/adapters/asterisk/installation.py
}

telephony_stands() { .venv/bin/python -I -m switchroom.adapters.asterisk.installation --check; }

telephony_make() {
  .venv/bin/python -m switchroom.adapters.asterisk.installation
}
