# Saying what went wrong, and waiting with an end.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# check WHAT COMMAND...: the command succeeds.
check() {
  local what=$1
  shift
  "$@" || fail "not so: $what"
}

# refute WHAT COMMAND...: the command fails.
refute() {
  local what=$1
  shift
  ! "$@" || fail "so, but should not be: $what"
}

# same WHAT WANTED GOT
same() { [ "$2" = "$3" ] || fail "$1: wanted '$2', got '$3'"; }

# has WHAT PART TEXT
has() { case $3 in *"$2"*) ;; *) fail "$1: no '$2' in '$3'" ;; esac }

# lacks WHAT PART TEXT
lacks() { case $3 in *"$2"*) fail "$1: '$2' in '$3'" ;; esac }

# Milliseconds since some moment.
now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# within MS WHAT COMMAND...: it succeeds, and in less than that time.
within() {
  local limit=$1 what=$2 start took
  shift 2
  start=$(now_ms)
  "$@" || fail "not so: $what"
  took=$(($(now_ms) - start))
  [ "$took" -lt "$limit" ] || fail "$what: took $took ms, not less than $limit"
}

# eventually WHAT COMMAND...: it succeeds at some time within 10 s.
eventually() {
  local what=$1 end=$(($(now_ms) + 10000))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$(now_ms)" -lt "$end" ] || fail "never so within 10 s: $what"
    sleep 0.05
  done
}

# Ends this test as left out.
skip() {
  printf 'skip: %s\n' "$*" >&2
  exit 77
}

need() {
  local program
  for program; do command -v "$program" >/dev/null || skip "no $program here"; done
}
