#!/usr/bin/env bash
# Builds DJL's JNI library and our device library for the torch of a machine, and puts them where the engine looks:
#   build.sh --torch TORCH --djl DJL [--place FOLDER]     (TORCH: site-packages/torch or libtorch; DJL: v0.36.0 sources)
#
# --djl      a checkout of https://github.com/deepjavalibrary/djl, its bare repository, or a folder made by --prepare
# --place    where the libraries go; without it <cache>/pytorch/<version>-<flavour>-linux-x86_64, which the engine reads
# --cache    that cache (default: $ENGINE_CACHE_DIR, $DJL_CACHE_DIR, $GOVERNANCE_CACHE/djl, ~/.cache/governance/djl)
# --cuda     CUDA's header folders, with ":" between them. Not needed: without them only DJL's own release of cached memory
#            and its side stream for inference are left out, neither of which the engine uses
# --nvcc     CUDA's compiler, for the kernel of private noise (default: the one of PATH, $CUDA_HOME or /usr/local/cuda). Not
#            needed: without it tensor operations draw the same noise, more slowly
# --prepare  with --djl only: writes sources and headers that need neither git nor a JDK later, and stops
# --flavor, --version   what to call the build (default: read from TORCH, such as cu130 and 2.11.0)
# --jobs     parallel compilers (default: all processors)
# --keep     yes: where both libraries are there, leaves them as they are
# Needs g++, cmake, and ninja or make; a JDK and git only to prepare. Nothing is downloaded.
set -euo pipefail

DJL_VERSION=0.36.0
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TORCH='' DJL='' PLACE='' CACHE='' CUDA='' PREPARE='' FLAVOR='' VERSION='' NVCC='' JOBS=$(nproc) KEEP=''

fail() { # what, remedy
  echo "error: $1" >&2
  echo "       $2" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { sed -n '2,17s/^# \{0,1\}//p' "$0" >&2; exit 2; }
  case $1 in
    --torch) TORCH=$2 ;; --djl) DJL=$2 ;; --place) PLACE=$2 ;; --cache) CACHE=$2 ;; --cuda) CUDA=$2 ;;
    --nvcc) NVCC=$2 ;; --prepare) PREPARE=$2 ;; --flavor) FLAVOR=$2 ;; --version) VERSION=$2 ;; --jobs) JOBS=$2 ;;
    --keep) KEEP=$2 ;;
    *) fail "no option $1" "See the head of $0" ;;
  esac
  shift 2
done
[ -n "$DJL" ] || fail "no --djl" "git clone --depth 1 --branch v$DJL_VERSION https://github.com/deepjavalibrary/djl, and give that folder"
[ -e "$DJL" ] || fail "--djl $DJL does not exist" "git clone --depth 1 --branch v$DJL_VERSION https://github.com/deepjavalibrary/djl, and give that folder"
[ -n "$TORCH$PREPARE" ] || fail "no --torch" "Give the folder that holds lib/libtorch.so and include/torch, such as site-packages/torch"

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# Writes to $1 the sources, the header made from DJL's class, and the JDK's jni.h.
prepare() {
  local to=$1 tree=$DJL
  mkdir -p "$to/native" "$to/include"
  if [ ! -d "$DJL/engines" ]; then
    tree=$WORK/djl
    mkdir "$tree"
    git -C "$DJL" archive "v$DJL_VERSION" engines/pytorch/pytorch-native/src/main/native engines/pytorch/pytorch-engine/src/main/java \
      api/src/main/native | tar -x -C "$tree" ||
      fail "$DJL holds no sources of DJL v$DJL_VERSION" "Give a checkout or repository of DJL that has the tag v$DJL_VERSION"
  elif ! grep -qs "djl *= *\"$DJL_VERSION\"" "$DJL/gradle/libs.versions.toml"; then
    fail "$DJL is not DJL v$DJL_VERSION" "git -C $DJL checkout v$DJL_VERSION"
  fi
  cp "$tree"/engines/pytorch/pytorch-native/src/main/native/*.{cc,h} "$to/native/"
  cp -r "$tree/api/src/main/native/djl" "$to/include/"
  local javac=${JAVA_HOME:+$JAVA_HOME/bin/javac}
  javac=$(readlink -f "$(command -v "${javac:-javac}" || true)")
  [ -x "$javac" ] || fail "no javac" "Set JAVA_HOME to a JDK, or prepare on a machine that has one (--prepare)"
  "$javac" -proc:none -implicit:none -nowarn -d "$WORK/classes" -h "$to/include" \
    -sourcepath "$tree/engines/pytorch/pytorch-engine/src/main/java" \
    "$tree/engines/pytorch/pytorch-engine/src/main/java/ai/djl/pytorch/jni/PyTorchLibrary.java"
  local jdk
  jdk=$(dirname "$(dirname "$javac")")
  cp "$jdk/include/jni.h" "$jdk/include/linux/jni_md.h" "$to/include/"
  echo "$DJL_VERSION" > "$to/djl-version"
}

if [ -n "$PREPARE" ]; then
  prepare "$PREPARE"
  echo "prepared: $PREPARE; on the other machine: build.sh --torch TORCH --djl $(basename "$PREPARE")"
  exit 0
fi
SOURCES=$(readlink -f "$DJL")
if [ ! -f "$DJL/djl-version" ]; then
  SOURCES=$WORK/sources
  prepare "$SOURCES"
elif [ "$(cat "$DJL/djl-version")" != "$DJL_VERSION" ]; then
  fail "$DJL was prepared for DJL $(cat "$DJL/djl-version")" "Prepare again with DJL v$DJL_VERSION"
fi

given=$TORCH
TORCH=$(cd "$given" 2>/dev/null && pwd) || fail "--torch $given is no folder" "Give the folder that holds lib/libtorch.so"
[ -f "$TORCH/lib/libtorch.so" ] || fail "$TORCH has no lib/libtorch.so" "Give site-packages/torch or an unpacked libtorch"
[ -f "$TORCH/include/ATen/ATen.h" ] || fail "$TORCH has no headers" "Use a torch that has include/ATen, as wheels and libtorch have"

# version.py of a wheel or build-version of libtorch, such as 2.11.0+cu130.
full=$(sed -n "s/^__version__ = '\(.*\)'/\1/p" "$TORCH/version.py" 2>/dev/null || true)
full=${full:-$(cat "$TORCH/build-version" 2>/dev/null || true)}
VERSION=${VERSION:-$(echo "$full" | sed -n 's/^\([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')}
[ -n "$VERSION" ] || fail "the version of $TORCH is not known" "Give --version, such as 2.11.0"
if [ -z "$FLAVOR" ]; then
  cuda=$(sed -n "s/^cuda: .*= '\([0-9]*\)\.\([0-9]*\).*'/cu\1\2/p" "$TORCH/version.py" 2>/dev/null || true)
  case $full in *+cu*) cuda=${full#*+} ;; esac
  FLAVOR=cpu
  if [ -f "$TORCH/lib/libtorch_cuda.so" ]; then
    FLAVOR=${cuda:-}
    [ -n "$FLAVOR" ] || fail "the CUDA version of $TORCH is not known" "Give --flavor, such as cu130"
  fi
fi

CACHE=${CACHE:-${ENGINE_CACHE_DIR:-${DJL_CACHE_DIR:-${GOVERNANCE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/governance}/djl}}}
PLACE=${PLACE:-$CACHE/pytorch/$VERSION-$FLAVOR-linux-x86_64}

tell() {
  echo "start with: GOVERNANCE_ENGINE_LIBTORCH_PATH=$TORCH/lib GOVERNANCE_ENGINE_LIBTORCH_VERSION=$VERSION GOVERNANCE_ENGINE_LIBTORCH_FLAVOR=$FLAVOR"
}
if [ "$KEEP" = yes ] && [ -s "$PLACE/$DJL_VERSION-libdjl_torch.so" ] && [ -s "$PLACE/libgovernance_device.so" ]; then
  echo "kept what is in $PLACE"
  tell
  exit 0
fi

for folder in ${CUDA//:/ }; do
  [ -d "$folder" ] || fail "--cuda $folder is no folder" "Give the folders of CUDA's headers, or leave --cuda out"
done

# A torch without CUDA has no tensors that a kernel could work on.
if [ -z "$NVCC" ]; then
  for one in "$(command -v nvcc || true)" "${CUDA_HOME:-/usr/local/cuda}/bin/nvcc"; do
    [ -n "$NVCC" ] || [ ! -x "$one" ] || NVCC=$one
  done
elif ! command -v "$NVCC" > /dev/null; then
  fail "--nvcc $NVCC is no program" "Give CUDA's compiler, or leave --nvcc out"
fi
[ "$FLAVOR" != cpu ] || NVCC=''
# What is called nvcc may be a script; it says itself where its toolkit is.
kernel=()
[ -z "$NVCC" ] || kernel=(-DNVCC="$NVCC" -DNVCC_HOME="$("$NVCC" --dryrun -c -x cu /dev/null 2>&1 | sed -n 's/^#\$ TOP=//p' || true)")

standard=17
if grep -qs 'C++20 or later' "$TORCH/include/ATen/ATen.h" "$TORCH/include/torch/csrc/api/include/torch/all.h"; then
  standard=20
fi
abi=1
if nm -D "$TORCH/lib/libc10.so" 2>/dev/null | grep -q '_ZN3c105ErrorC1E.*Ss'; then
  abi=0 # an old wheel with strings from before C++11
fi
echo "torch $VERSION $FLAVOR, C++$standard, CUDA headers: ${CUDA:-not used}"

generator=()
command -v ninja > /dev/null && generator=(-G Ninja)
cmake -S "$HERE" -B "$WORK/build" "${generator[@]}" -DTORCH="$TORCH" -DSOURCES="$SOURCES" -DCXX_STANDARD=$standard \
  -DCXX11_ABI=$abi -DCUDA_INCLUDE="${CUDA//:/;}" "${kernel[@]}" > "$WORK/cmake.log" || { cat "$WORK/cmake.log" >&2; exit 1; }
cmake --build "$WORK/build" --parallel "$JOBS" > "$WORK/make.log" 2>&1 || { grep -E 'error|FAILED' "$WORK/make.log" | head -40 >&2; exit 1; }

told='left out, no nvcc found'
if [ -f "$WORK/build/noise.fatbin" ]; then
  told="$NVCC, $(grep -o 'Used [0-9]* registers' "$WORK/build/noise.log" | tail -1 | tr 'U' 'u')"
elif [ -n "$NVCC" ]; then
  cat "$WORK/build/noise.log" >&2
  told="left out, $NVCC does not compile it"
fi
[ "$FLAVOR" = cpu ] || echo "kernel of private noise: $told"

# Every symbol must be found in this torch: a library with a missing one loads, and fails or aborts later.
for library in libdjl_torch.so libgovernance_device.so; do
  missing=$(LD_LIBRARY_PATH="$TORCH/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" ldd -r "$WORK/build/$library" 2>&1 |
    grep -E 'undefined symbol|not found' | grep -v 'libcuda\.so' | head -5 || true)
  [ -z "$missing" ] || { echo "$missing" >&2; fail "$library lacks symbols in $TORCH" "Use the headers and libraries of one torch"; }
  strip --strip-unneeded "$WORK/build/$library"
done
mkdir -p "$PLACE"
# Renamed into place, so that a running engine keeps the file it has.
cp "$WORK/build/libdjl_torch.so" "$PLACE/.jni.tmp" && mv "$PLACE/.jni.tmp" "$PLACE/$DJL_VERSION-libdjl_torch.so"
cp "$WORK/build/libgovernance_device.so" "$PLACE/.device.tmp" && mv "$PLACE/.device.tmp" "$PLACE/libgovernance_device.so"
echo "built in $PLACE:"
ls -l "$PLACE" | awk 'NR > 1 { print "  " $5 " " $NF }'
tell
