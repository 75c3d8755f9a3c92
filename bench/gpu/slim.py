"""Rewrites jars in place: without native libraries for other systems than Linux on x86-64, and stored.

Arguments: JAR... Headers, classes and resources stay as they are, so a bundle does what it did.
"""
import os
import re
import sys
import zipfile

OTHERS = re.compile(r"(native/lib|jnilib)/(win|osx|linux-aarch64)[^/]*/.+|jnilib/linux-x86_64/.+")

for jar in sys.argv[1:]:
    with zipfile.ZipFile(jar) as old, zipfile.ZipFile(jar + ".new", "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            if not OTHERS.fullmatch(entry.filename):
                entry_copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                new.writestr(entry_copy, old.read(entry))
    os.replace(jar + ".new", jar)
