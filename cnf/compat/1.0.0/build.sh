#!/bin/sh
# Builds the sample against governance.api 1.0.0 as it was released, and puts the jar beside its source.
# To be run when the sample itself changes, never because the API did.
set -e
cd "$(dirname "$0")"
mvn -B -q -ntp clean package
cp target/compat.sample-1.0.0.jar compat.sample-1.0.0.jar
rm -rf target
sha256sum compat.sample-1.0.0.jar
