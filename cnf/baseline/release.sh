#!/bin/sh
# Puts a present module that exports packages into this folder as release VERSION.
set -e
module=${1:?usage: release.sh MODULE VERSION, such as release.sh governance.api 1.1.0}
version=${2:?usage: release.sh MODULE VERSION, such as release.sh governance.api 1.1.0}
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
mvn -B -q -pl "$module" -am -DskipTests package
folder=cnf/baseline/governance/$module/$version
mkdir -p "$folder"
cp "$module"/target/"$module"-*.jar "$folder/$module-$version.jar"
rm -rf "$HOME/.m2/repository/governance/$module/$version" # Maven's copy of an earlier try
cat >"$folder/$module-$version.pom" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>governance</groupId><artifactId>$module</artifactId><version>$version</version>
</project>
POM
echo "$folder/$module-$version.jar: commit it, and set baseline.version in $module/pom.xml to $version"
