#!/bin/sh
# Computes the bundles of every set anew, after a dependency or requirement has changed. Look at the difference, then commit it.
set -e
cd "$(dirname "$0")/.."
# The resolver keeps the order of an old list, and the check in the build wants the computed one.
for set in cnf/city cnf/education cnf/finance cnf/judicial cnf/medical cnf/all cnf/api-alone governance.itest/itest; do
  sed '/^-runbundles:/,$d' "$set.bndrun" >"$set.tmp" && mv "$set.tmp" "$set.bndrun"
done
mvn -B -q -pl governance.itest -am -DskipTests -Dspotless.check.skip -Dcheckstyle.skip -Dforbiddenapis.skip -Dresolve.failOnChanges=false "$@" verify
git --no-pager diff --stat -- cnf governance.itest/itest.bndrun
