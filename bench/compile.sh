#!/usr/bin/env bash
# Compiles the benchmarks and prints their class path, relative to the project's root.
set -euo pipefail
cd "$(dirname "$0")/.."
out=bench/target
mkdir -p "$out/classes"
modules=governance.testkit,governance.crypto,plugins.fairness,plugins.privacy,plugins.explain,plugins.cooperation,governance.generated,plugins.domain-medical
mvn -q -pl "governance.engine,$modules" -am -DskipTests test-compile >&2
[ -s "$out/classpath" ] && [ "$out/classpath" -nt pom.xml ] ||
  mvn -q -pl governance.engine -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile="$PWD/$out/classpath" -Dmdep.includeScope=test >&2
# What the bundle governance.crypto has inside.
[ -s "$out/classpath-crypto" ] && [ "$out/classpath-crypto" -nt pom.xml ] ||
  mvn -q -pl governance.crypto -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile="$PWD/$out/classpath-crypto" -Dmdep.includeScope=compile >&2
path="governance.engine/target/classes:governance.api/target/classes:$(cat "$out/classpath"):$(cat "$out/classpath-crypto")"
for module in ${modules//,/ }; do path="$module/target/classes:$path"; done
javac -proc:none -d "$out/classes" -cp "$path" bench/src/main/java/bench/*.java >&2
echo "$out/classes:$path"
