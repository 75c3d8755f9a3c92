#!/usr/bin/env bash
# Runs benchmarks: bench/run.sh NAME [CASE...]. One line a figure: NAME CASE ours=... peer=... ratio=...
#   step   a training step against Hugging Face Transformers on torch CPU (ratio = peer / ours)
# Settings: PEER_PYTHON (a Python with torch and transformers, default python3), THREADS (default 2),
# CLOCK=wall|cpu (cpu: process time with THREADS=1, for a machine that does other work), PAIRS.
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:-step}
[ $# -eq 0 ] || shift
case "$name" in
  step) main=bench.StepBench ;;
  *) echo "error: benchmark $name; allowed: step" >&2; exit 2 ;;
esac

out=bench/target
mkdir -p "$out/classes"
mvn -q -pl governance.engine -am -DskipTests test-compile >&2
[ -s "$out/classpath" ] && [ "$out/classpath" -nt pom.xml ] ||
  mvn -q -pl governance.engine -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile="$PWD/$out/classpath" -Dmdep.includeScope=test >&2
path="governance.engine/target/classes:governance.api/target/classes:$(cat "$out/classpath")"
javac -d "$out/classes" -cp "$path" bench/src/main/java/bench/*.java
options=(-Xmx2g -Dai.djl.offline=true -Dorg.slf4j.simpleLogger.defaultLogLevel=error)
options+=(-Dthreads="${THREADS:-2}" -Dclock="${CLOCK:-wall}")
[ -z "${PAIRS:-}" ] || options+=(-Dpairs="$PAIRS")
OPT_OUT_TRACKING=true exec java "${options[@]}" -cp "$out/classes:$path" "$main" "$@"
