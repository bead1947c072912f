# The virtual environment, from lock files with hashes. Package indexes are the machine's own.
# shellcheck shell=bash

# An environment that was made for the tests stays one: `make run` does not take them away.
locked=runtime
[[ $purpose == test || -f $state/python.develop ]] && locked=develop

python_inputs() {
  which_python python3
  sha256sum requirements/bootstrap.txt "requirements/$locked.txt" pyproject.toml
}

python_stands() { [[ -x .venv/bin/switchroom ]]; }

which_python() { "$1" -c 'import sys; print(sys.base_prefix, sys.version)'; }

python_make() {
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; this is $(python3 --version)."
    return 1
  }
  # One that another Python made cannot be mended, only made anew.
  [[ $(which_python .venv/bin/python 2>&1) == $(which_python python3) ]] || rm -rf .venv
  python3 -m venv .venv
  .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
  index_of_pip
  .venv/bin/uv pip sync -q --require-hashes "requirements/$locked.txt"
  .venv/bin/uv pip install -q --no-deps --no-build-isolation --editable .
  compile_what_serves
  [[ $locked == runtime ]] || touch "$state/python.develop"
}

# Compiled once here, so that the first start is as fast as the second. A fault in the code is not
# for set-up to find.
compile_what_serves() {
  env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -c \
    'import phonenumbers.geocoder, switchroom.app.doctor, switchroom.app.serve' || true
}

# uv does not read pip's configuration; a mirror that is named only there is meant for both.
index_of_pip() {
  local index
  [[ -z ${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}${UV_CONFIG_FILE:-} ]] || return 0
  index=${PIP_INDEX_URL:-$(.venv/bin/pip config get global.index-url 2>/dev/null || true)}
  [[ -z $index ]] || export UV_DEFAULT_INDEX=$index
}
