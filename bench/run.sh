#!/usr/bin/env bash
# Runs benchmarks: bench/run.sh NAME [CASE...]. One line a figure: NAME CASE ours=... peer=... ratio=...
#   step buckets objectives penalties input load memory mlm start plugins fairness evaluate accountant scan anonymity dp crypt, or all; bench/README.md says what each measures.
# Settings: PEER_PYTHON (a Python with torch and transformers, default python3), THREADS (default 2),
# CLOCK=wall|cpu (cpu: processor time of the process, for a machine that does other work; with
# THREADS=1), PAIRS (turns that are counted), ROWS (of fairness and evaluate, 10 million), ALLOCATOR=start|stock (settings of the C library's
# allocator: those of the start script, or none; the same for both sides).
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:-step}
[ $# -eq 0 ] || shift
case "$name" in
  step | buckets | objectives | penalties | input | load | memory | mlm | start | plugins | fairness | evaluate | accountant | scan | anonymity | dp | crypt) names=("$name") ;;
  all) names=(step buckets objectives penalties input load memory mlm start plugins fairness evaluate accountant scan anonymity dp crypt) ;;
  *) echo "error: benchmark $name; allowed: step, buckets, objectives, penalties, input, load, memory, mlm, start, plugins, fairness, evaluate, accountant, scan, anonymity, dp, crypt, all" >&2; exit 2 ;;
esac
[ "$name" != all ] || [ $# -eq 0 ] || { echo "error: all takes no cases, got $*" >&2; exit 2; }

out=bench/target
mkdir -p "$out/classes"
plugins=governance.crypto,plugins.fairness,plugins.privacy,plugins.explain,plugins.cooperation,plugins.domain-medical
mvn -q -pl "governance.engine,$plugins" -am -DskipTests test-compile >&2
[ -s "$out/classpath" ] && [ "$out/classpath" -nt pom.xml ] ||
  mvn -q -pl governance.engine -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile="$PWD/$out/classpath" -Dmdep.includeScope=test >&2
# What the bundle governance.crypto has inside.
[ -s "$out/classpath-crypto" ] && [ "$out/classpath-crypto" -nt pom.xml ] ||
  mvn -q -pl governance.crypto -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile="$PWD/$out/classpath-crypto" -Dmdep.includeScope=compile >&2
path="governance.engine/target/classes:governance.api/target/classes:$(cat "$out/classpath"):$(cat "$out/classpath-crypto")"
for plugin in ${plugins//,/ }; do path="$plugin/target/classes:$path"; done
javac -proc:none -d "$out/classes" -cp "$path" bench/src/main/java/bench/*.java

threads=${THREADS:-2}
case "${ALLOCATOR:-start}" in
  start) eval "$(sed -n '/^export GLIBC_TUNABLES/,/"$/p' governance.app/src/assembly/bin/governance)" ;;
  stock) ;;
  *) echo "error: ALLOCATOR=$ALLOCATOR; allowed: start, stock" >&2; exit 2 ;;
esac
export OPT_OUT_TRACKING=true RAYON_NUM_THREADS="$threads" TOKENIZERS_PARALLELISM=true
options=(-Xmx2g -Dai.djl.offline=true -Dorg.slf4j.simpleLogger.defaultLogLevel=error)
options+=(-Dthreads="$threads" -Dclock="${CLOCK:-wall}")
[ -z "${PAIRS:-}" ] || options+=(-Dpairs="$PAIRS")
[ -z "${ROWS:-}" ] || options+=(-Drows="$ROWS")
for each in "${names[@]}"; do
  java "${options[@]}" -cp "$out/classes:$path" bench.Main "$each" "$@"
done
