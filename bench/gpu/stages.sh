#!/usr/bin/env bash
# The stages of run.sh, which reads this file; each prints figures as lines "NAME CASE key=value...".
#   build        the native libraries against the torch found here, a random model, and torch.compile's first compilations in
#                the background; exit code 3 if nothing can be done here
#   doctor       library, device and checks against known numbers
#   compare      the same training and the same governed run on the processor and on the device
#   conformance  the engine's own tests on the device
#   resume       a run killed and resumed on the device, beside two runs that nobody stopped
#   step         a step beside Transformers, eager and compiled, taking turns
#   objectives   a step with all five objectives beside one without; private: with and without differential privacy, and
#                whether the kernel of its noise draws the bits of tensor operations, and what a value takes in both
#   busy         share of the time that the device computes, its matrix-product ceiling
#   domains      finance and medical at the shape, private and not
#   more         what is not asked for, or takes long: f32 without TF32, the processor's own losses at the shape, times of kernels
dry=''
[ "$DEVICE" != cpu ] || dry=yes
torch_device=${DEVICE/gpu/cuda}
declare -A shapes=([tiny]='2 128 2' [mini]='4 256 4' [base]='12 768 12')
# The most telling come first, should time run out.
wide="$SHAPE-bf16-x64 $SHAPE-tf32-x64"
cases="$wide $SHAPE-bf16 $SHAPE-tf32"
plain="$SHAPE-f32-x64 $SHAPE-f32"

export OPT_OUT_TRACKING=true HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=true RAYON_NUM_THREADS=$THREADS PYTHONUNBUFFERED=1
export GOVERNANCE_CACHE=$WORK/cache ENGINE_CACHE_DIR=$WORK/cache/djl DJL_CACHE_DIR=$WORK/cache/djl GOVERNANCE_NATIVE=external
export TORCHINDUCTOR_CACHE_DIR=$WORK/inductor TRITON_CACHE_DIR=$WORK/inductor/triton TORCHINDUCTOR_FX_GRAPH_CACHE=1 TORCHINDUCTOR_COMPILE_THREADS=4
export PEER_PYTHON=${PYTHON:-python3} PEER_LOG=$WORK/peers.log
if [ -s "$WORK/library.env" ]; then
  set -a
  # shellcheck disable=SC1091 # written by the stage build
  . "$WORK/library.env"
  set +a
fi

# The Java that came along, or the machine's own where that does not start.
find_java() {
  local own
  export JAVA_HOME=$root/java
  "$JAVA_HOME/bin/java" -version 2> /dev/null && return
  own=$(readlink -f "$(command -v java)")
  JAVA_HOME=$(dirname "$(dirname "${own:-/none/none}")")
  "$JAVA_HOME/bin/java" -version 2> /dev/null && { echo "the Java that came along does not start here: $JAVA_HOME is used"; return; }
  echo "error: no Java: the one that came along says «$("$root/java/bin/java" -version 2>&1 | head -1)», and the machine has none" >&2
  return 1
}

# The Python that was named, or the first that has torch.
find_python() {
  local each looked=''
  for each in ${PYTHON:-python3 /opt/*/.venv/bin/python3 /opt/*/bin/python3 /usr/bin/python3}; do
    looked="$looked $each"
    if "$each" -c 'import importlib.util as u; raise SystemExit(u.find_spec("torch") is None)' 2> /dev/null; then
      export PYTHON=$each PEER_PYTHON=$each
      return
    fi
  done
  echo "error: no Python with torch:$looked; set PYTHON to one: the engine computes with its libraries" >&2
  return 1
}

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

# Those of the cases whose figure no earlier call found; all of them where the stage was named.
missing() { # FIGURE CASE...
  local figure=$1 each
  shift
  for each in "$@"; do
    [ -z "${AGAIN:-}" ] && [ -n "$(grep -E "^$figure $each " "$WORK/log.txt" | grep -vE 'status=FAILED|NaN')" ] || echo "$each"
  done
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
  local case torch
  rm -f "$WORK/ready"
  $PYTHON bench/gpu/machine.py "$torch_device" "$WORK/machine.json" || return
  torch=$($PYTHON -c 'import importlib.util as u, os; print(os.path.dirname(u.find_spec("torch").origin))')
  : > "$WORK/compiling"
  for case in $(missing step-compiled $cases); do
    case $dry$case in yes*tf32* | yes*bf16-x*) continue ;; esac # there the peer computes in f32
    compile "$case"
  done
  if [ ! -s "$WORK/model/vocab.txt" ]; then # written last
    # shellcheck disable=SC2086 # three numbers
    setsid timeout 120 "$PYTHON" bench/gpu/random_model.py "$WORK/model" ${shapes[$SHAPE]} app/models/base/vocab.txt \
      < /dev/null > "$WORK/model.txt" 2>&1 &
    echo $! >> "$WORK/compiling"
  fi
  libraries "$torch" --keep yes || return
  touch "$WORK/ready"
}

libraries() { # TORCH OPTIONS...: builds the native libraries, where they are not there yet, and keeps them for a later call
  local torch=$1 begun=$SECONDS
  shift
  if ! governance.engine.cuda/jni/build.sh --torch "$torch" --djl "$root/djl" --cache "$ENGINE_CACHE_DIR" "$@" > "$WORK/build.txt" 2>&1; then
    cat "$WORK/build.txt"
    echo "build jni status=failed torch=$(basename "$torch")"
    return 3
  fi
  cat "$WORK/build.txt"
  sed -n 's/^start with: //p' "$WORK/build.txt" | tr ' ' '\n' > "$WORK/library.env"
  local how=built
  grep -q '^kept ' "$WORK/build.txt" && how=kept
  echo "build jni status=ok torch=$(sed -n 's/^GOVERNANCE_ENGINE_LIBTORCH_VERSION=//p' "$WORK/library.env") libraries=$how seconds=$((SECONDS - begun))"
  (cd "$WORK" && tar -czf library.tar.gz cache/djl/pytorch)
}

compile() { # CASE: one compiled step of the peer, whose kernels the later peer finds in the cache; a group of its own
  local precision=${1#*-} rows=16
  case $precision in *-x*) rows=${precision#*-x} precision=${precision%-x*} ;; esac
  [ -z "$dry" ] || precision=f32
  # shellcheck disable=SC2086 # three numbers
  setsid nice timeout 300 "$PYTHON" bench/peer/step.py ${shapes[$SHAPE]} "$THREADS" --device "$torch_device" \
    --precision "$precision" --rows "$rows" --compile <<< 'steps 2' > /dev/null 2>> "$PEER_LOG" &
  echo $! >> "$WORK/compiling"
}

compiled() { # waits until the model and the first compilations are made: making them would disturb what is measured
  local pid
  [ -f "$WORK/compiling" ] || return 0
  while read -r pid; do
    while grep -qs '^State:.[^ZX]' "/proc/$pid/status"; do sleep 0.5; done # who ended may stay unburied
  done < "$WORK/compiling"
  rm -f "$WORK/compiling"
  [ ! -d "$WORK/inductor" ] || (cd "$WORK" && tar -czf compiled.tar.gz inductor)
}

stage_doctor() {
  examined || {
    grep -q '^kept ' "$WORK/build.txt" || return 1
    echo "the libraries that came along do not pass: they are built here"
    libraries "$(dirname "$GOVERNANCE_ENGINE_LIBTORCH_PATH")" && examined
  }
}

examined() {
  app/bin/governance doctor > "$WORK/doctor.txt"
  cat "$WORK/doctor.txt"
  app/bin/governance doctor --json > "$WORK/doctor.json"
  $PYTHON bench/gpu/runs.py doctor "$WORK/doctor.json"
  grep -q '"fit": true' "$WORK/doctor.json"
}

stage_compare() {
  local left=cpu@$THREADS right=$DEVICE one=(--device cpu) other=(--device "$DEVICE") code=0
  local short=(--set data.rows=800 --set train.epochs=1 --set evaluation.reference=false)
  if [ -n "$dry" ]; then
    left=cpu@1 right=cpu@2
    one+=(--set train.threads=1) other+=(--set train.threads=2)
  fi
  [ ! -f "bench/gpu/reference/$SHAPE-f32.csv" ] ||
    bench -Dleft="bench/gpu/reference/$SHAPE-f32.csv" -Dright="$right" bench.Main compare "$SHAPE-f32" || code=1
  bench -Dleft="$left" -Dright="$right" bench.Main compare "$(small)-f32" || code=1
  run here finance "${short[@]}" "${one[@]}" && run there finance "${short[@]}" "${other[@]}" || code=1
  $PYTHON bench/gpu/runs.py compare devices "$WORK/here.json" "$WORK/there.json" || code=1
  bench -Dleft="$left" -Dright="$right" bench.Main compare tiny-f32:each || code=1
  return "$code"
}

small() { [ -n "$dry" ] && echo tiny || echo mini; } # what the processor computes in seconds

# Three processes beside each other, as most tests wait for one thread. The feed tells which test was at work if one dies.
stage_conformance() {
  local part own=governance.engine.internal code=0 pids=()
  trap 'conformance; exit 124' TERM
  rm -f "$WORK"/tests-*.txt
  tests session --include-package $own.session & pids+=($!)
  tests train --include-package $own.train & pids+=($!)
  tests others --exclude-package $own.session --exclude-package $own.train & pids+=($!)
  for part in "${pids[@]}"; do wait "$part" || code=$?; done
  conformance
  return "$code"
}

tests() { # PART OPTIONS... of the console launcher
  local part=$1 device=$DEVICE
  shift
  [ "$device" != gpu ] || device=gpu:0
  cd governance.engine && java_with engine-test -Dgovernance.test.device="$device" -Dai.djl.pytorch.num_threads=1 \
    -Dai.djl.pytorch.num_interop_threads=1 org.junit.platform.console.ConsoleLauncher execute --scan-classpath "$root/classes/engine-test" \
    --include-classname '.*Test' "$@" --details=testfeed --disable-ansi-colors > "$WORK/tests-$part.txt" 2>&1
}

conformance() { # what the tests have said so far
  local file part unfinished=0
  for file in "$WORK"/tests-*.txt; do
    part=$(basename "$file" .txt)
    sed -n '/^Failures (/,/^Test run finished/p' "$file" | grep -E '^  JUnit Jupiter|^ +=>' | cut -c1-240 | head -40
    if ! grep -qE '^\[ +[0-9]+ tests successful' "$file"; then
      unfinished=$((unfinished + 1))
      echo "$part did not end; the last that it began: $(grep ':: STARTED' "$file" | tail -1)"
    fi
  done
  count() { cat "$WORK"/tests-*.txt | grep -cE "^JUnit Jupiter > .* :: ($1)\$"; }
  echo "conformance engine ok=$(count SUCCESSFUL) failed=$(count FAILED) skipped=$(count 'SKIPPED|ABORTED') unfinished=$unfinished"
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
  # shellcheck disable=SC2046,SC2086 # lists of cases
  each bench -Dcompiled=true bench.Main step $(missing step-compiled $cases)
}

each() { # COMMAND... CASES: nothing to do without a case
  case ${!#} in *-f32* | *-tf32* | *-bf16*) "$@" ;; *) echo "nothing left to measure" ;; esac
}

# shellcheck disable=SC2046 # lists of cases
stage_objectives() { each bench bench.Main objectives $(missing objectives "$SHAPE-tf32" "$SHAPE-bf16-x64"); }

# shellcheck disable=SC2046 # lists of cases
stage_private() {
  local code=0
  each bench -Dpeers=no bench.Main dp $(missing dp "$SHAPE-tf32" "$SHAPE-tf32-x64") || code=1
  noise || code=1
  return "$code"
}

noise() { # values of a step as of a base encoder, in millions; a processor takes seconds for one
  local device=$DEVICE millions=110 turns=10
  [ "$device" != gpu ] || device=gpu:0
  [ -z "$dry" ] || { millions=1 turns=1; }
  [ -n "$(missing noise-time "${millions}M")" ] || return 0
  java_with engine-test -Dgovernance.test.device="$device" governance.engine.internal.noise.NoiseTimes "$millions" "$turns"
}

stage_busy() {
  local case code=0
  $PYTHON bench/gpu/ceiling.py "$torch_device" || code=1
  # shellcheck disable=SC2086 # a list of cases
  for case in $(missing busy $wide); do
    watched "$case" || code=1
  done
  return "$code"
}

watched() { # CASE
  local command=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx4g -Dai.djl.offline=true -Ddevice="$DEVICE"
    -Dthreads="$THREADS" -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "classes/bench:lib/*:app/bundle/*:app/lib/*")
  [ -z "$dry" ] || command+=(-Dsteps=2 -Dseconds=3)
  $PYTHON bench/gpu/watch.py "$DEVICE" "$1" "${command[@]}" bench.Main busy "$1"
}

stage_domains() {
  local rows=1600 domain code=0
  compiled
  [ -s "$WORK/model/vocab.txt" ] || { echo "no random model in $WORK/model: $(tail -1 "$WORK/model.txt")"; return 1; }
  [ -z "$dry" ] || rows=300
  # shellcheck disable=SC2046 # a list of names
  for domain in $(missing run finance finance-private medical medical-private); do
    local arguments=("${domain%-private}" --device "$DEVICE" --model "$WORK/model" --set data.rows=$rows --set train.epochs=1
      --set evaluation.reference=false)
    [ -z "$dry" ] || arguments+=(--set train.threads=1)
    case $domain in *-private) arguments+=(--epsilon 8 --set 'penalties=[]') ;; esac
    run "$domain" "${arguments[@]}" || code=1
    find "$WORK/runs/$domain" -name '*.safetensors' -size +50M -delete 2> /dev/null # each is as large as the model
  done
  return "$code"
}

stage_more() {
  local case code=0
  # shellcheck disable=SC2046,SC2086 # lists of cases
  each bench bench.Main step $(missing step $plain) || code=1
  if recorder; then
    for case in $wide; do
      recorded "$case" || code=1
    done
  fi
  # shellcheck disable=SC2046 # a list of cases
  each bench -Dleft="cpu@$THREADS" -Dright="$DEVICE" bench.Main compare $(missing compare "$SHAPE-f32") || code=1
  return "$code"
}

recorder() { # builds what records the times of kernels, where the headers of CUPTI and of CUDA's compiler are found
  local each cupti='' cuda='' library
  for each in $($PYTHON -c 'import glob, sys; print(*[f for s in sys.path for f in glob.glob(s + "/nvidia/*")])') \
    /usr/local/cuda/extras/CUPTI /usr/local/cuda/targets/x86_64-linux; do
    [ ! -f "$each/include/cupti.h" ] || { cupti=$each; break; }
  done
  library=$(find "${cupti:-/nowhere}/" -name 'libcupti.so*' 2> /dev/null | head -1)
  [ -n "$library" ] || { echo "times of kernels are not recorded: no CUPTI found"; return 1; }
  for each in "$(nvcc --dryrun -x cu /dev/null 2>&1 | sed -n 's/^#\$ TOP=//p')/targets/x86_64-linux/include" /usr/local/cuda/include "$cupti/include"; do
    [ ! -f "$each/crt/host_defines.h" ] || { cuda=$each; break; }
  done
  [ -n "$cuda" ] || { echo "times of kernels are not recorded: no headers of nvcc (crt/host_defines.h) found"; return 1; }
  g++ -std=c++17 -O2 -shared -fPIC -I"$cupti/include" -I"$cuda" bench/gpu/kernels.cc -o "$WORK/libkernels.so" "$library" \
    -Wl,-rpath,"$(dirname "$library")" || { echo "times of kernels are not recorded: their recorder does not build"; return 1; }
}

recorded() { # CASE
  KERNELS=$WORK/kernels-$1 CUDA_INJECTION64_PATH=$WORK/libkernels.so bench -Dseconds=3 bench.Main busy "$1" | tee "$WORK/kernels-$1.txt"
  [ -n "$dry" ] && return # no card, no kernels
  $PYTHON bench/gpu/kernels.py "$WORK/kernels-$1" "$1" "$WORK/kernels-$1.txt"
  head -15 "$WORK/kernels-$1.names" | cut -c1-160
}
