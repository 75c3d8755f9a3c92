#!/usr/bin/env bash
# All that needs a graphics card, on an offline machine: bench/gpu/run.sh [STAGE...]   (in the folder that pack.sh packed)
#   build        JNI library against the torch found here, a random model, and torch.compile's first compilation in the background
#   doctor       library, device and checks against known numbers
#   conformance  the engine's own tests on the device
#   compare      the same training and the same governed run on the processor and on the device
#   resume       a run killed and resumed on the device, beside two runs that nobody stopped
#   step         a step beside Transformers, eager and compiled, taking turns
#   objectives   a step with all five objectives beside one without; private: with and without differential privacy
#   busy         share of the time that the device computes, its memory, its matrix-product ceiling
#   domains      finance and medical at the shape, private and not
# Without names: all that are not done yet, in this order, as far as BUDGET goes; call it again to go on.
# Settings: DEVICE=gpu|gpu:N|cpu (cpu: a dry run of everything), SHAPE=base|mini|tiny, OUT (results.json, summary.md, log.txt,
# evidence.tar.gz), WORK (what is kept between calls), PYTHON (with torch and transformers), THREADS, BUDGET (seconds).
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$PWD # what a caller names is named from there
cd "$root" || exit 1
[ -d app ] && [ -d djl ] || { echo "error: $root is not what bench/gpu/pack.sh packs: unpack its archive and run that one's script" >&2; exit 2; }

export DEVICE=${DEVICE:-gpu} SHAPE=${SHAPE:-base} PYTHON=${PYTHON:-python3} THREADS=${THREADS:-$(nproc)}
absolute() { case $1 in /*) echo "$1" ;; *) echo "$here/$1" ;; esac; }
OUT=$(absolute "${OUT:-$root/results}") WORK=$(absolute "${WORK:-$root/work}")
export OUT WORK BUDGET=${BUDGET:-570}
case $DEVICE in cpu | gpu | gpu:[0-9]*) ;; *) echo "error: DEVICE=$DEVICE; allowed: gpu, gpu:N, cpu" >&2; exit 2 ;; esac
case $SHAPE in tiny | mini | base) ;; *) echo "error: SHAPE=$SHAPE; allowed: tiny, mini, base" >&2; exit 2 ;; esac
dry=''
[ "$DEVICE" != cpu ] || dry=yes
torch_device=${DEVICE/gpu/cuda}
declare -A shapes=([tiny]='2 128 2' [mini]='4 256 4' [base]='12 768 12')
cases="$SHAPE-f32 $SHAPE-f32-x64 $SHAPE-tf32 $SHAPE-tf32-x64 $SHAPE-bf16 $SHAPE-bf16-x64"

# Name and seconds of each stage; a dry run on few cores takes longer.
stages=(build doctor conformance compare resume step objectives private busy domains)
declare -A limits=([build]=180 [doctor]=60 [conformance]=200 [compare]=150 [resume]=90 [step]=260 [objectives]=60 [private]=60
  [busy]=90 [domains]=180)

mkdir -p "$OUT" "$WORK/lines" "$WORK/done" "$WORK/runs"
export JAVA_HOME=$root/java OPT_OUT_TRACKING=true HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=true RAYON_NUM_THREADS=$THREADS
export GOVERNANCE_CACHE=$WORK/cache ENGINE_CACHE_DIR=$WORK/cache/djl DJL_CACHE_DIR=$WORK/cache/djl GOVERNANCE_NATIVE=external
export TORCHINDUCTOR_CACHE_DIR=$WORK/inductor TORCHINDUCTOR_FX_GRAPH_CACHE=1 TORCHINDUCTOR_COMPILE_THREADS=4 PEER_PYTHON=$PYTHON PEER_LOG=$WORK/peers.log
if [ -s "$WORK/library.env" ]; then
  set -a
  # shellcheck disable=SC1091 # written by the stage build
  . "$WORK/library.env"
  set +a
fi

# Benchmarks and tests on a plain class path, with the allocator settings of the start script.
java_with() { # CLASSES ARGUMENTS...
  local classes=$1
  shift
  (
    eval "$(sed -n '/^export GLIBC_TUNABLES/,/^export GOMP_SPINCOUNT/p' "$root/app/bin/governance")"
    exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx4g -Dai.djl.offline=true \
      -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "$root/classes/$classes:$root/lib/*:$root/app/bundle/*:$root/app/lib/*" "$@"
  )
}

bench() { # ARGUMENTS... of java, with bench.Main
  local quick=()
  [ -z "$dry" ] || quick=(-Dsteps=2 -Dpairs=2 -Dwarm=1 -Dseconds=3)
  java_with bench -Ddevice="$DEVICE" -Dthreads="$THREADS" "${quick[@]}" "$@"
}

run() { # NAME ARGUMENTS...: a governed run; its result goes to WORK/NAME.json. A gate that fails is no failure of the run
  local name=$1 code=0
  shift
  rm -rf "$WORK/runs/$name"
  app/bin/governance run "$@" --json --quiet --out "$WORK/runs/$name" > "$WORK/$name.json" || code=$?
  $PYTHON bench/gpu/runs.py tell "$name" "$WORK/$name.json"
  [ "$code" = 0 ] || [ "$code" = 3 ]
}

stage_build() {
  local torch case
  torch=$($PYTHON -c 'import os, torch; print(os.path.dirname(torch.__file__))') || return
  nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader 2> /dev/null
  governance.engine.cuda/jni/build.sh --torch "$torch" --djl "$root/djl" --cache "$ENGINE_CACHE_DIR" > "$WORK/build.txt"
  local code=$?
  cat "$WORK/build.txt"
  [ "$code" = 0 ] || { echo "build jni status=failed torch=unknown"; return 1; }
  sed -n 's/^start with: //p' "$WORK/build.txt" | tr ' ' '\n' > "$WORK/library.env"
  echo "build jni status=ok torch=$($PYTHON -c 'import torch; print(torch.__version__)')"
  # shellcheck disable=SC2086 # three numbers
  $PYTHON bench/gpu/random_model.py "$WORK/model" ${shapes[$SHAPE]} app/models/base/vocab.txt || return
  : > "$WORK/compiling"
  for case in $cases; do
    case $dry$case in yes*tf32* | yes*bf16*) continue ;; esac # there the peer computes in f32
    compile "$case" < /dev/null > /dev/null 2>> "$PEER_LOG" &
    echo $! >> "$WORK/compiling"
  done
}

compile() { # CASE: one compiled step of the peer, whose kernels the later peer finds in the cache
  local precision=${1#*-} rows=16
  case $precision in *-x*) rows=${precision#*-x} precision=${precision%-x*} ;; esac
  [ -z "$dry" ] || precision=f32
  # shellcheck disable=SC2086 # three numbers
  echo 'steps 2' | setsid timeout 400 "$PYTHON" bench/peer/step.py ${shapes[$SHAPE]} "$THREADS" --device "$torch_device" \
    --precision "$precision" --rows "$rows" --compile
}

compiled() { # waits until the first compilations are done: they would disturb what is measured
  local pid
  [ -f "$WORK/compiling" ] || return 0
  while read -r pid; do
    while kill -0 "$pid" 2> /dev/null; do sleep 1; done
  done < "$WORK/compiling"
}

stage_doctor() {
  app/bin/governance doctor > "$WORK/doctor.txt"
  cat "$WORK/doctor.txt"
  app/bin/governance doctor --json > "$WORK/doctor.json"
  $PYTHON bench/gpu/runs.py doctor "$WORK/doctor.json"
  grep -q '"fit": true' "$WORK/doctor.json"
}

stage_conformance() {
  local device=$DEVICE code=0
  [ "$device" != gpu ] || device=gpu:0
  cd governance.engine || return
  java_with engine-test -Dgovernance.test.device="$device" -Dai.djl.pytorch.num_threads=1 -Dai.djl.pytorch.num_interop_threads=1 \
    org.junit.platform.console.ConsoleLauncher execute --scan-classpath "$root/classes/engine-test" --include-classname '.*Test' \
    --details=tree --disable-ansi-colors > "$WORK/tests.txt" 2>&1 || code=$?
  cd ..
  grep -E '^\[ +[0-9]+ tests' "$WORK/tests.txt"
  sed -n '/^Failures (/,/^Test run finished/p' "$WORK/tests.txt" | grep -E '^  JUnit Jupiter|^ +=>' | cut -c1-240 | head -200
  awk '/^\[ +[0-9]+ tests/ { n[$4] = $2 } END { if (n["found"] > 0)
    print "conformance engine ok=" n["successful"] " failed=" n["failed"] " skipped=" n["skipped"] + n["aborted"] }' "$WORK/tests.txt"
  return "$code"
}

stage_compare() {
  local left=cpu@$THREADS right=$DEVICE one=(--device cpu) other=(--device "$DEVICE")
  if [ -n "$dry" ]; then
    left=cpu@1 right=cpu@2
    one+=(--set train.threads=1) other+=(--set train.threads=2)
  fi
  bench -Dleft="$left" -Dright="$right" bench.Main compare "$SHAPE-f32" || return
  local short=(--set data.rows=800 --set train.epochs=1 --set evaluation.reference=false)
  run here finance "${short[@]}" "${one[@]}" && run there finance "${short[@]}" "${other[@]}"
  $PYTHON bench/gpu/runs.py compare devices "$WORK/here.json" "$WORK/there.json"
  bench -Dleft="$left" -Dright="$right" bench.Main compare tiny-f32:each
}

stage_resume() {
  local rows=4000 arguments pid folder
  [ -z "$dry" ] || rows=800
  arguments=(finance --device "$DEVICE" --set data.rows=$rows --set train.epochs=2 --set train.checkpointEvery=10
    --set evaluation.reference=false --set evaluation.bootstrap=0)
  [ -z "$dry" ] || arguments+=(--set train.threads=1)
  run whole "${arguments[@]}" && run again "${arguments[@]}" || return
  $PYTHON bench/gpu/runs.py compare repeated "$WORK/whole.json" "$WORK/again.json"
  rm -rf "$WORK/runs/killed"
  app/bin/governance run "${arguments[@]}" --json --quiet --out "$WORK/runs/killed" > "$WORK/killed.json" &
  pid=$!
  until [ "$(cat "$WORK"/runs/killed/*/events.jsonl 2> /dev/null | grep -c '"checkpoint"')" -ge 2 ] || ! kill -0 $pid 2> /dev/null; do sleep 0.05; done
  kill -9 $pid 2> /dev/null
  wait $pid 2> /dev/null
  folder=$(echo "$WORK"/runs/killed/*/)
  echo "killed after $(wc -l < "$folder/training.jsonl") steps"
  app/bin/governance resume "$folder" --json --quiet > "$WORK/killed.json"
  $PYTHON bench/gpu/runs.py tell killed "$WORK/killed.json"
  $PYTHON bench/gpu/runs.py compare resumed "$WORK/whole.json" "$WORK/killed.json"
}

stage_step() {
  compiled
  # shellcheck disable=SC2086 # a list of cases; the most telling come first, should time run out
  bench -Dcompiled=true bench.Main step $(tr ' ' '\n' <<< "$cases" | tac)
}

stage_objectives() { bench bench.Main objectives "$SHAPE-tf32" "$SHAPE-bf16-x64"; }

stage_private() { bench bench.Main dp "$SHAPE-tf32" "$SHAPE-tf32-x64"; }

stage_busy() {
  local case
  # shellcheck disable=SC2086 # one number or none
  $PYTHON bench/gpu/ceiling.py "$torch_device" || return
  for case in "$SHAPE-bf16-x64" "$SHAPE-tf32-x64"; do
    watched "$case"
  done
  if recorder; then
    for case in "$SHAPE-bf16-x64" "$SHAPE-tf32-x64"; do
      recorded "$case"
    done
  fi
}

recorder() { # builds what records the times of kernels, where the headers of CUPTI are found
  local header folder=''
  for header in $($PYTHON -c 'import glob, site; print(*[f for s in site.getsitepackages() for f in glob.glob(s + "/nvidia/*/include/cupti.h")])') \
    /usr/local/cuda/extras/CUPTI/include/cupti.h; do
    [ ! -f "$header" ] || { folder=$(dirname "$(dirname "$header")"); break; }
  done
  local library
  library=$(find "${folder:-/nowhere}" -name 'libcupti.so*' 2> /dev/null | head -1)
  [ -n "$library" ] || { echo "times of kernels are not recorded: no CUPTI found"; return 1; }
  g++ -std=c++17 -O2 -shared -fPIC -I"$folder/include" -I/usr/local/cuda/include bench/gpu/kernels.cc -o "$WORK/libkernels.so" \
    "$library" -Wl,-rpath,"$(dirname "$library")"
}

recorded() { # CASE
  KERNELS=$WORK/kernels-$1 CUDA_INJECTION64_PATH=$WORK/libkernels.so bench -Dseconds=3 bench.Main busy "$1" | tee "$WORK/kernels-$1.txt"
  [ -n "$dry" ] && return # no card, no kernels
  $PYTHON bench/gpu/kernels.py "$WORK/kernels-$1" "$1" "$WORK/kernels-$1.txt"
  head -15 "$WORK/kernels-$1.names" | cut -c1-160
}

watched() { # CASE: ours under the watch, then the peer for its memory
  local precision=${1#*-}
  local command=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx4g -Dai.djl.offline=true -Ddevice="$DEVICE"
    -Dthreads="$THREADS" -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "classes/bench:lib/*:app/bundle/*:app/lib/*")
  [ -z "$dry" ] || command+=(-Dsteps=2 -Dseconds=3)
  $PYTHON bench/gpu/watch.py "$DEVICE" "$1" "${command[@]}" bench.Main busy "$1"
  precision=${precision%-x*}
  [ -z "$dry" ] || precision=f32
  # shellcheck disable=SC2086 # three numbers
  printf 'steps %s\n' 2 10 | $PYTHON bench/gpu/watch.py "$DEVICE" "peer-$1" "$PYTHON" bench/peer/step.py ${shapes[$SHAPE]} "$THREADS" \
    --device "$torch_device" --precision "$precision" --rows 64
}

stage_domains() {
  local rows=1600 domain
  [ -z "$dry" ] || rows=300
  for domain in finance medical; do
    local arguments=("$domain" --device "$DEVICE" --model "$WORK/model" --set data.rows=$rows --set train.epochs=1
      --set evaluation.reference=false)
    [ -z "$dry" ] || arguments+=(--set train.threads=1)
    run "$domain" "${arguments[@]}"
    run "$domain-private" "${arguments[@]}" --epsilon 8 --set 'penalties=[]'
  done
}

summarise() {
  $PYTHON bench/gpu/summary.py "$WORK" "$OUT"
  # What the runs left, without weights and rows: at most a few files come back from some machines.
  (cd "$WORK" && find runs lines ./*.txt ./*.json ./*.names peers.log -type f \( -name '*.json' -o -name '*.jsonl' -o -name '*.txt' -o -name '*.log' -o -name '*.names' \) \
    -size -2000k ! -path '*/model/*' ! -path '*/data/*' 2> /dev/null | tar -czf "$OUT/evidence.tar.gz" -T - 2> /dev/null)
}

if [ "${1:-}" = --only ]; then # a stage in a process of its own, so that its time can be limited
  "stage_$2"
  exit
fi
for name in "$@"; do
  [ -n "${limits[$name]:-}" ] || { echo "error: stage $name; allowed: ${stages[*]}" >&2; exit 2; }
done
chosen=("$@")
if [ $# = 0 ]; then
  for name in "${stages[@]}"; do [ -e "$WORK/done/$name" ] || chosen+=("$name"); done
fi
printf '{"device": "%s", "shape": "%s", "threads": "%s", "machine": "%s", "begun": "%s"}\n' "$DEVICE" "$SHAPE" "$THREADS" \
  "$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2> /dev/null | head -1 || true)" "$(date -u +%FT%TZ)" > "$WORK/settings.json"
for name in "${chosen[@]}"; do
  left=$((BUDGET - SECONDS))
  [ "$left" -gt 10 ] || { echo "no time left for $name: call again" | tee -a "$OUT/log.txt"; break; }
  limit=${limits[$name]}
  [ -z "$dry" ] || limit=$((limit * 6)) # few cores
  [ "$limit" -lt "$left" ] || limit=$left
  echo "== $name (at most $limit s)" | tee -a "$OUT/log.txt"
  begun=$SECONDS code=0
  timeout -k 5 "$limit" bash "$root/bench/gpu/run.sh" --only "$name" 2>&1 | tee "$WORK/lines/$name.txt" | tee -a "$OUT/log.txt" || code=${PIPESTATUS[0]}
  status=ok
  case $code in 0) touch "$WORK/done/$name" ;; 124 | 137) status=out-of-time ;; *) status=failed ;; esac
  echo "stage $name status=$status seconds=$((SECONDS - begun))" | tee -a "$WORK/lines/$name.txt" "$OUT/log.txt"
  summarise
done
cat "$OUT/summary.md"
