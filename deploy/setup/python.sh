# The virtual environment, from lock files with hashes. Package indexes are the machine's own.
# shellcheck shell=bash

# An environment that was made for the tests stays one: `make run` does not take them away.
locked=runtime
[[ $purpose == test || -f $state/python.develop ]] && locked=develop

python_inputs() {
  python3 --version
  sha256sum requirements/bootstrap.txt "requirements/$locked.txt" pyproject.toml
}

python_stands() { [[ -x .venv/bin/switchroom ]]; }

python_make() {
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; this is $(python3 --version)."
    return 1
  }
  python3 -m venv .venv
  .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
  index_of_pip
  .venv/bin/uv pip sync -q --require-hashes "requirements/$locked.txt"
  .venv/bin/uv pip install -q --no-deps --no-build-isolation --editable .
  compile_what_serves
  [[ $locked == runtime ]] || touch "$state/python.develop"
}

# Compiled once here, so that the first start is as fast as the second; the rest is when it is used.
compile_what_serves() {
  env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -c \
    'import switchroom.app.serve, switchroom.app.doctor, phonenumbers.geocoder'
}

# uv does not read pip's configuration; a mirror that is named only there is meant for both.
index_of_pip() {
  local index
  [[ -z ${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}${UV_CONFIG_FILE:-} ]] || return 0
  index=${PIP_INDEX_URL:-$(.venv/bin/pip config get global.index-url 2>/dev/null || true)}
  [[ -z $index ]] || export UV_DEFAULT_INDEX=$index
}
