#!/bin/sh
# Puts the present governance.api into this folder as release VERSION.
set -e
version=${1:?usage: release.sh VERSION}
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
mvn -B -q -pl governance.api -am -DskipTests package
folder=cnf/baseline/governance/governance.api/$version
mkdir -p "$folder"
cp governance.api/target/governance.api-*.jar "$folder/governance.api-$version.jar"
rm -rf "$HOME/.m2/repository/governance/governance.api/$version" # Maven's copy of an earlier try
cat >"$folder/governance.api-$version.pom" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>governance</groupId><artifactId>governance.api</artifactId><version>$version</version>
</project>
POM
echo "$folder/governance.api-$version.jar: commit it, and set the base version in pom.xml to $version"
