# Steps of set-up. A step NAME is up to three functions:
#   NAME_inputs   prints everything its result depends on
#   NAME_stands   says whether the result is still there (optional)
#   NAME_make     makes it
# shellcheck shell=bash

state=.cache/setup
mkdir -p "$state"

# step NAME TITLE: make it now, unless it stands.
step() {
  fresh "$1" || together "$1" "$2"
}

# together NAME TITLE [NAME TITLE]...: make several at once, which do not need each other.
together() {
  declare -A titles=() starts=() names=()
  local name pid
  while (($#)); do
    name=$1 title=$2
    shift 2
    fresh "$name" && continue
    set -m # a process group for each, so that it can be ended with all its children
    make_and_stamp "$name" </dev/null >"$state/$name.log" 2>&1 &
    set +m
    titles[$!]=$title starts[$!]=$SECONDS names[$!]=$name
    printf '  … %s\n' "$title"
  done
  trap 'end_all "${!titles[@]}"' EXIT
  trap 'exit 130' INT TERM
  local told=$SECONDS
  while ((${#titles[@]})); do
    sleep 0.2
    for pid in "${!titles[@]}"; do
      kill -0 "$pid" 2>/dev/null && continue
      finish "$pid" "${titles[$pid]}" "${starts[$pid]}" "${names[$pid]}"
      unset "titles[$pid]"
    done
    ((SECONDS - told < 20)) || { told=$SECONDS; still_at_work "${titles[@]}"; }
  done
  trap - EXIT INT TERM
}

make_and_stamp() {
  local inputs
  inputs=$(fingerprint "$1")
  rm -f "$state/$1.stamp"
  "$1_make"
  echo "$inputs" >"$state/$1.stamp"
}

finish() {
  local pid=$1 title=$2 start=$3 name=$4
  if wait "$pid"; then
    printf '  ✓ %-22s %4d s\n' "$title" $((SECONDS - start))
  else
    printf '  ✗ %s failed. The end of %s:\n\n' "$title" "$state/$name.log"
    tail -n 40 "$state/$name.log"
    exit 1
  fi
}

still_at_work() {
  (($#)) || return 0
  local all
  printf -v all '%s, ' "$@"
  printf '    still at work: %s\n' "${all%, }"
}

end_all() {
  local pid
  for pid in "$@"; do kill -- "-$pid" 2>/dev/null || true; done
}

fresh() {
  local stamp=$state/$1.stamp
  if declare -F "$1_stands" >/dev/null && ! "$1_stands"; then return 1; fi
  [[ -f $stamp && $(<"$stamp") == "$(fingerprint "$1")" ]]
}

fingerprint() {
  { declare -f "$1_make"; "$1_inputs"; } | sha256sum
}

# sources DIR...: names and sums of all source files below.
sources() {
  find "$@" \( -name node_modules -o -name dist -o -name __pycache__ \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0r sha256sum
}
