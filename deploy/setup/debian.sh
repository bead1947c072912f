# Debian's packages: only what is missing is installed, and lists are fetched only when they must be.
# shellcheck shell=bash

debian_lists=(deploy/setup/packages-run.txt)
[[ $purpose == test ]] && debian_lists+=(deploy/setup/packages-test.txt)

debian_inputs() { echo "$purpose"; }
debian_stands() { [[ -z $(missing_packages) ]]; }

debian_make() {
  local missing
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]})) || return 0
  has_package_lists && install_packages "${missing[@]}" && return
  apt-get update -q
  install_packages "${missing[@]}"
}

missing_packages() {
  sed 's/#.*//' "${debian_lists[@]}" | xargs -n1 | while read -r package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

has_package_lists() {
  compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null
}

install_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"
}
