"""Runs a command and watches the device: how busy it is and how much of its memory is taken.

Arguments: DEVICE NAME COMMAND..., where DEVICE is gpu[:N] or cpu. The command may print "busy-window CASE begin=MS
end=MS ..." (milliseconds of the time of day): then only samples between those count. Prints what the command prints
and "busy NAME share=... samples=... memory-mib=... ". Of a graphics card the share is what its driver tells: the
part of each sampling period in which a kernel ran. Of the processor it is the processor time of the command over
the time on the wall (1 is one thread), which only shows that the watching works.
"""
import os
import re
import shutil
import subprocess
import sys
import threading
import time

device, name, command = sys.argv[1], sys.argv[2], sys.argv[3:]
index = device.split(":")[1] if ":" in device else "0"
samples = []  # (milliseconds of the day, share, MiB)
done = threading.Event()


def card_by_library():
    import pynvml

    pynvml.nvmlInit()
    handle = pynvml.nvmlDeviceGetHandleByIndex(int(index))
    while not done.is_set():
        share = pynvml.nvmlDeviceGetUtilizationRates(handle).gpu / 100
        samples.append((time.time() * 1e3, share, pynvml.nvmlDeviceGetMemoryInfo(handle).used / 2**20))
        time.sleep(0.05)


def card_by_program():
    query = ["nvidia-smi", "-i", index, "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits", "-lms", "100"]
    program = subprocess.Popen(query, stdout=subprocess.PIPE, text=True)
    for line in program.stdout:
        if done.is_set():
            break
        share, memory = map(float, line.split(","))
        samples.append((time.time() * 1e3, share / 100, memory))
    program.kill()


def processor(pid):
    before, then = None, None
    while not done.is_set():
        try:
            fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            return
        used, now = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), time.time()
        memory = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        if before is not None:
            samples.append((now * 1e3, (used - before) / (now - then), memory))
        before, then = used, now
        time.sleep(0.25)


def watch(pid):
    if device == "cpu":
        processor(pid)
    else:
        try:
            card_by_library()
        except Exception as without:
            print(f"watching by nvidia-smi, not by its library: {without}", file=sys.stderr)
            if shutil.which("nvidia-smi"):
                card_by_program()


process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
watcher = threading.Thread(target=watch, args=(process.pid,), daemon=True)
watcher.start()
window = (0, float("inf"))
for line in process.stdout:
    print(line, end="", flush=True)
    found = re.match(r"busy-window \S+ begin=(\d+) end=(\d+)", line)
    if found:
        window = int(found.group(1)), int(found.group(2))
code = process.wait()
done.set()
watcher.join(5)
inside = [s for s in samples if window[0] <= s[0] <= window[1]]
share = sum(s[1] for s in inside) / len(inside) if inside else float("nan")
lowest = min((s[1] for s in inside), default=float("nan"))
memory = max((s[2] for s in samples), default=float("nan"))
print(f"busy {name} share={share:.4f} lowest={lowest:.4f} samples={len(inside)} memory-mib={memory:.0f}", flush=True)
sys.exit(code)
