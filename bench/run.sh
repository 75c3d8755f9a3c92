#!/usr/bin/env bash
# Runs benchmarks: bench/run.sh NAME [CASE...]. One line a figure: NAME CASE ours=... peer=... ratio=...
#   step buckets objectives penalties input load memory mlm compare busy start plugins fairness evaluate accountant scan anonymity dp crypt, or all; bench/README.md says what each measures.
# Settings: DEVICE=cpu|gpu|gpu:N, ENGINE_PATH=device (the way of cards on a processor), DROPOUT=library (flags of the library on a card), STEPS (of a turn), COMPILED=yes (a third side), LEFT, RIGHT and KEEP (of compare), PEER_PYTHON (a Python with torch and transformers, default python3), THREADS (default 2),
# CLOCK=wall|cpu (cpu: processor time of the process, for a machine that does other work; with
# THREADS=1), PAIRS (turns that are counted), ROWS (of fairness and evaluate, 10 million), ALLOCATOR=start|stock (settings of the C library's
# allocator and of OpenMP: those of the start script, or none; the same for both sides).
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:-step}
[ $# -eq 0 ] || shift
case "$name" in
  step | buckets | objectives | penalties | input | load | memory | mlm | compare | busy | start | plugins | fairness | evaluate | accountant | scan | anonymity | dp | crypt) names=("$name") ;;
  all) names=(step buckets objectives penalties input load memory mlm start plugins fairness evaluate accountant scan anonymity dp crypt) ;;
  *) echo "error: benchmark $name; allowed: step, buckets, objectives, penalties, input, load, memory, mlm, compare, busy, start, plugins, fairness, evaluate, accountant, scan, anonymity, dp, crypt, all" >&2; exit 2 ;;
esac
[ "$name" != all ] || [ $# -eq 0 ] || { echo "error: all takes no cases, got $*" >&2; exit 2; }

path=$(bench/compile.sh)

threads=${THREADS:-2}
case "${ALLOCATOR:-start}" in
  start) eval "$(sed -n '/^export GLIBC_TUNABLES/,/^export GOMP_SPINCOUNT/p' governance.app/src/assembly/bin/governance)" ;;
  stock) ;;
  *) echo "error: ALLOCATOR=$ALLOCATOR; allowed: start, stock" >&2; exit 2 ;;
esac
export OPT_OUT_TRACKING=true RAYON_NUM_THREADS="$threads" TOKENIZERS_PARALLELISM=true
options=(-Xmx2g -Dai.djl.offline=true -Dorg.slf4j.simpleLogger.defaultLogLevel=error)
options+=(-Dthreads="$threads" -Dclock="${CLOCK:-wall}")
[ -z "${PAIRS:-}" ] || options+=(-Dpairs="$PAIRS")
[ -z "${DEVICE:-}" ] || options+=(-Ddevice="$DEVICE")
[ -z "${ENGINE_PATH:-}" ] || options+=(-Dgovernance.engine.path="$ENGINE_PATH")
[ -z "${DROPOUT:-}" ] || options+=(-Dgovernance.engine.dropout="$DROPOUT")
[ -z "${STEPS:-}" ] || options+=(-Dsteps="$STEPS")
[ -z "${COMPILED:-}" ] || options+=(-Dcompiled=true)
[ -z "${LEFT:-}" ] || options+=(-Dleft="$LEFT")
[ -z "${RIGHT:-}" ] || options+=(-Dright="$RIGHT")
[ -z "${KEEP:-}" ] || options+=(-Dkeep="$KEEP")
[ -z "${ROWS:-}" ] || options+=(-Drows="$ROWS")
for each in "${names[@]}"; do
  java "${options[@]}" -cp "$path" bench.Main "$each" "$@"
done
