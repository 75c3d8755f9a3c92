#!/usr/bin/env bash
# Packs what bench/gpu/run.sh needs on an offline machine with a graphics card: bench/gpu/pack.sh DJL [ARCHIVE]
#   DJL      the sources of DJL that its JNI library is built from there: see governance.engine.cuda/jni/build.sh
#   ARCHIVE  what to write (default bench/target/governance-gpu.tar.xz)
# Environment: TORCH, folders of torch with ":" between them that the native libraries are built for beforehand (each is used
# where exactly this torch is found, others are built there); REFERENCE=yes, trains 50 steps of the base shape on this
# processor (minutes), so that the other machine's processor need not.
# Needs a JDK with jlink, Maven, python3 and xz. There: a JDK is not needed, nor Maven, nor a network.
set -euo pipefail
djl=$(readlink -f "${1:?error: no DJL; give the sources of DJL v0.36.0}")
cd "$(dirname "$0")/../.."
archive=${2:-bench/target/governance-gpu.tar.xz}
most=$((60 * 1024 * 1024))

mvn -q -pl governance.app,governance.testkit -am -DskipTests package >&2
path=$(bench/compile.sh)

pack=bench/target/governance-gpu
rm -rf "$pack"
mkdir -p "$pack/lib" "$pack/classes" "$pack/bench" "$pack/governance.engine/src/test" "$pack/governance.engine.cuda"

# The distribution without the native library for processors: the other machine has its own torch.
cp -r governance.app/target/governance "$pack/app"
rm -f "$pack"/app/bundle/governance.engine.cpu-*.jar
# Native parts for other systems are half of the engine's bundle. Stored, not deflated: the archive compresses better.
python3 bench/gpu/slim.py "$pack"/app/bundle/*.jar "$pack"/app/lib/*.jar

# Benchmarks and the engine's own tests with what they need beside the bundles.
cp -r bench/target/classes "$pack/classes/bench"
cp -r governance.engine/target/test-classes "$pack/classes/engine-test"
cp -r governance.engine/src/test/resources "$pack/governance.engine/src/test/"
cp -r bench/peer bench/gpu "$pack/bench/"
cp governance.testkit/target/governance.testkit-*.jar "$pack/lib/"
tr ':' '\n' <<< "$path" | grep -E '/jna-[0-9.]+\.jar$' | xargs -I{} cp {} "$pack/lib/"
junit=$(sed -n 's|.*<junit.version>5\(.*\)</junit.version>.*|1\1|p' pom.xml)
mvn -q dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" \
  -DoutputDirectory="$PWD/$pack/lib" >&2

# Sources of DJL's JNI library, made ready for a machine without a JDK.
cp -r governance.engine.cuda/jni "$pack/governance.engine.cuda/"
governance.engine.cuda/jni/build.sh --djl "$djl" --prepare "$PWD/$pack/djl" >&2
for torch in $(tr ':' ' ' <<< "${TORCH:-}"); do
  governance.engine.cuda/jni/build.sh --torch "$torch" --djl "$PWD/$pack/djl" --cache "$PWD/$pack/native" >&2
done

# What the processor makes of the training that the card repeats.
if [ "${REFERENCE:-}" = yes ]; then
  mkdir -p "$pack/bench/gpu/reference"
  KEEP="$pack/bench/gpu/reference/base-f32.csv" LEFT=cpu RIGHT=none bench/run.sh compare base-f32 >&2
fi

# All of Java SE: bundles import packages that nobody uses here, such as those of the desktop.
modules=java.se,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs
jlink --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$pack/java" >&2

tar -C "$(dirname "$pack")" -cf - governance-gpu | xz -6 -T0 > "$archive"
size=$(stat -c %s "$archive")
echo "$archive: $((size / 1024 / 1024)) MiB" >&2
[ "$size" -lt "$most" ] || { echo "error: more than $((most / 1024 / 1024)) MiB" >&2; exit 1; }
echo "there: python3 -m tarfile -e $(basename "$archive") . && governance-gpu/bench/gpu/run.sh" >&2
