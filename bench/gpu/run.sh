#!/usr/bin/env bash
# All that needs a graphics card, on an offline machine: bench/gpu/run.sh [STAGE...], or bench/gpu/run.sh --plan [SECONDS...]
# (in the folder that pack.sh packed; stages.sh beside this file says what each stage does)
# Without names: all stages that are not done yet, by worth, as far as BUDGET goes. Call it again to go on, on a machine that
# lost what the first call wrote with EARLIER. With names: those stages, done or not.
# Settings: DEVICE=gpu|gpu:N|cpu (cpu: a dry run of everything), SHAPE=base|mini|tiny, THREADS, BUDGET (seconds from the start
# of this script to its end), PYTHON (with torch and transformers; default: the first one found), WORK (what is kept between
# calls), OUT (log.txt, results.json, summary.md, evidence.tar.gz, and for a later call library.tar.gz and compiled.tar.gz),
# EARLIER (a folder that holds what an earlier call left in OUT). Exit code 0: all chosen stages are done, 1: not all, 2: nothing.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$PWD # what a caller names is named from there
cd "$root" || exit 1

# Stages by worth, with the most and the usual seconds of each on one H200 with 16 processors. What is usual is an estimate.
stages=(build doctor compare conformance resume step objectives private busy domains more)
declare -A limits=([build]=170 [doctor]=200 [compare]=120 [conformance]=170 [resume]=100 [step]=260 [objectives]=60 [private]=60
  [busy]=80 [domains]=150 [more]=240)
declare -A usual=([build]=75 [doctor]=15 [compare]=50 [conformance]=70 [resume]=45 [step]=140 [objectives]=25 [private]=25
  [busy]=45 [domains]=80 [more]=120)
ending=10 # seconds that are kept for the end

fail() { echo "error: $1" >&2; exit 2; }

# The stages as calls of so many seconds each would do them.
plan() { # SECONDS...
  local call=1 left name again=20
  [ $# -gt 0 ] || set -- 420 300
  left=$(($1 - ending))
  printf '%-12s %8s %8s   %s\n' stage usual 'at most' call
  for name in "${stages[@]}"; do
    while [ "$call" -lt $# ] && [ "$left" -lt "${usual[$name]}" ]; do
      call=$((call + 1)) left=$((${!call} - ending - again)) # what build finds there takes little
    done
    left=$((left - usual[$name]))
    printf '%-12s %6s s %6s s   %s\n' "$name" "${usual[$name]}" "${limits[$name]}" "$([ "$left" -ge 0 ] && echo "$call" || echo "only as far as time goes")"
  done
  echo
  echo "Of 900 s of a lent machine two starts take about 75 s each, and waiting counts: calls of 420 and 300 s leave 30 s."
  for ((call = 1; call <= $#; call++)); do
    echo "call $call (${!call} s): python3 -m tarfile -e governance-gpu.tar.xz /tmp/gpu && BUDGET=$((${!call} - 15)) OUT=\$OUT$([ "$call" = 1 ] || echo ' EARLIER=what-came-back') /tmp/gpu/governance-gpu/bench/gpu/run.sh"
  done
  echo "Give a call the files that the one before left in its OUT, as the folder EARLIER: then it does what is not done yet. On the same"
  echo "machine EARLIER is not needed. 15 s go for unpacking."
}

for name in "$@"; do
  case $name in --plan) shift; plan "$@"; exit ;; --only) break ;; esac
  [ -n "${limits[$name]:-}" ] || fail "stage $name; allowed: ${stages[*]}, or --plan"
done
[ -d app ] && [ -d djl ] || fail "$root is not what bench/gpu/pack.sh packs: unpack its archive and run that one's script"

export DEVICE=${DEVICE:-gpu} SHAPE=${SHAPE:-base} THREADS=${THREADS:-$(nproc)} BUDGET=${BUDGET:-570}
case $DEVICE in cpu | gpu | gpu:[0-9]*) ;; *) fail "DEVICE=$DEVICE; allowed: gpu, gpu:N, cpu" ;; esac
case $SHAPE in tiny | mini | base) ;; *) fail "SHAPE=$SHAPE; allowed: tiny, mini, base" ;; esac
case $BUDGET$THREADS in *[!0-9]*) fail "BUDGET=$BUDGET, THREADS=$THREADS; allowed: whole numbers" ;; esac
absolute() { case $1 in /*) echo "$1" ;; *) echo "$here/$1" ;; esac; }
OUT=$(absolute "${OUT:-$root/results}") WORK=$(absolute "${WORK:-$root/work}")
[ -z "${EARLIER:-}" ] || EARLIER=$(absolute "$EARLIER")
export OUT WORK
# shellcheck source=bench/gpu/stages.sh
. "$root/bench/gpu/stages.sh"

if [ "${1:-}" = --only ]; then # a stage in a process of its own, so that its time can be limited
  "stage_$2"
  exit
fi

writable() { mkdir -p "$1" 2> /dev/null && touch "$1/.try" 2> /dev/null && rm "$1/.try"; }
writable "$WORK" || fail "WORK=$WORK cannot be written: name another folder"
if ! writable "$OUT"; then
  echo "warning: OUT=$OUT cannot be written: results go to $WORK/out and to the end of what is printed here"
  OUT=$WORK/out
fi
mkdir -p "$WORK/runs" "$WORK/out"
say() { echo "$@" | tee -a "$WORK/log.txt" "$OUT/log.txt" 2> /dev/null; }

[ ! "$OUT" -ef "$WORK" ] || OUT=$WORK/out

# What earlier calls found: the log is all that tells what is done.
if [ ! -s "$WORK/log.txt" ] && [ -n "${EARLIER:-}" ]; then
  [ -s "$EARLIER/log.txt" ] || fail "EARLIER=$EARLIER holds no log.txt: name the folder of what came back from OUT"
  cp "$EARLIER/log.txt" "$WORK/log.txt"
  for kept in library compiled evidence; do
    [ ! -s "$EARLIER/$kept.tar.gz" ] || tar -xzf "$EARLIER/$kept.tar.gz" -C "$WORK" || echo "warning: $EARLIER/$kept.tar.gz cannot be read: made anew"
  done
fi
touch "$WORK/log.txt"
[ "$WORK/log.txt" -ef "$OUT/log.txt" ] || cp "$WORK/log.txt" "$OUT/log.txt" 2> /dev/null
finished() { [ "$(grep "^stage $1 status=" "$WORK/log.txt" | tail -1 | cut -d' ' -f3)" = status=ok ]; }

find_java || exit 2
find_python || exit 2
[ ! -d "$root/native" ] || { mkdir -p "$ENGINE_CACHE_DIR" && cp -rn "$root/native/." "$ENGINE_CACHE_DIR/"; } # not over what was built here

chosen=("$@") again=yes
if [ $# = 0 ]; then
  again=''
  for name in "${stages[@]}"; do
    # on a machine that is new, build finds or makes what the others need
    if [ "$name" = build ] && [ ! -e "$WORK/ready" ] || ! finished "$name"; then chosen+=("$name"); fi
  done
fi
export AGAIN=$again
printf '{"device": "%s", "shape": "%s", "threads": "%s", "machine": "%s", "java": "%s", "python": "%s", "begun": "%s"}\n' "$DEVICE" "$SHAPE" "$THREADS" \
  "$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2> /dev/null | head -1 || true)" "$JAVA_HOME" "$PYTHON" "$(date -u +%FT%TZ)" > "$WORK/settings.json"

# Results as they are now, in WORK/out and then in OUT; some machines let 8 files of 16 MiB come back.
summarise() {
  local file most=$((16 * 1024 * 1024)) kept=()
  $PYTHON bench/gpu/summary.py "$WORK" "$WORK/out" || say "warning: no summary could be made of $WORK/log.txt"
  (cd "$WORK" && find runs ./*.txt ./*.json ./*.names peers.log -type f \( -name '*.json' -o -name '*.jsonl' -o -name '*.txt' -o -name '*.log' -o -name '*.names' \) \
    -size -2000k ! -name log.txt ! -path '*/model/*' ! -path '*/data/*' 2> /dev/null | tar -czf out/evidence.tar.gz -T - 2> /dev/null)
  [ "$WORK/out" -ef "$OUT" ] || kept=("$WORK"/out/*)
  for file in "$WORK/library.tar.gz" "$WORK/compiled.tar.gz"; do
    [ ! "$file" -nt "$OUT/$(basename "$file")" ] || [ "$(stat -c %s "$file")" -ge "$most" ] || kept+=("$file")
  done
  for file in "${kept[@]}"; do
    cp "$file" "$OUT/" 2> /dev/null || { rm -f "$OUT/$(basename "$file")"; say "warning: $(basename "$file") could not be written to OUT=$OUT: is its disk full? It is in $WORK"; }
  done
}

stop() { # what still runs in the background
  local pid
  [ ! -f "$WORK/compiling" ] || while read -r pid; do kill -- "-$pid" 2> /dev/null; done < "$WORK/compiling"
  return 0
}

running='' worst=0
interrupted() {
  [ -z "$running" ] || kill -KILL -- "-$running" 2> /dev/null
  say "stage $name status=interrupted seconds=$((SECONDS - begun))"
  stop
  summarise
  exit 143
}
trap interrupted TERM INT

for name in "${chosen[@]}"; do
  left=$((BUDGET - SECONDS - ending)) begun=$SECONDS code=0 limit=${limits[$name]} need=$((usual[$name] / 2))
  if [ -n "$dry" ]; then limit=$((limit * 6)) need=10; fi # few cores
  if [ "$left" -lt "$need" ]; then
    say "no time for $name: $left s are left; call again"
    worst=1
    continue
  fi
  [ "$limit" -lt "$left" ] || limit=$left
  say "== $name (at most $limit s)"
  # A stage's words are in both logs as soon as it says them, whatever ends it. Nobody waits for its descendants' pipes.
  timeout -k 5 "$limit" bash "$root/bench/gpu/run.sh" --only "$name" > >(exec tee -a "$WORK/log.txt" "$OUT/log.txt" 2> /dev/null) 2>&1 &
  running=$!
  wait "$running" || code=$?
  running=''
  sleep 0.3
  status=ok
  case $code in 0) ;; 124 | 137) status=out-of-time ;; *) status=failed ;; esac
  say "stage $name status=$status seconds=$((SECONDS - begun))"
  [ "$status" = ok ] || worst=1
  summarise
  if [ "$name" = build ] && [ "$code" = 3 ]; then
    say "error: nothing else can be measured here"
    worst=2
    break
  fi
done
stop
[ "${#chosen[@]}" -gt 0 ] || { echo "all stages are done"; summarise; }
cat "$WORK/out/summary.md"
exit "$worst"
