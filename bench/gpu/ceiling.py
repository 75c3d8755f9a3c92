"""Measures the matrix-product ceiling of a device: the rate of large products on random numbers.

Arguments: cpu|cuda[:N] [SIZE]. Prints one line for f32, TF32 and bf16, in 10^12 operations a second: the median
of several timed groups of products after a warm-up.
"""
import statistics
import sys
import time

import torch

device = sys.argv[1]
on_device = device != "cpu"
size = int(sys.argv[2]) if len(sys.argv) > 2 else 8192 if on_device else 512


def wait():
    if on_device:
        torch.cuda.synchronize()


def rate(dtype, precision):
    torch.set_float32_matmul_precision(precision if on_device else "highest")
    a, b = (torch.randn(size, size, device=device).to(dtype) for _ in range(2))
    out = torch.empty_like(a)
    once = time.perf_counter()
    for _ in range(3):
        torch.mm(a, b, out=out)
    wait()
    count = max(1, int(0.2 * 3 / (time.perf_counter() - once)))  # groups of about a fifth of a second
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        for _ in range(count):
            torch.mm(a, b, out=out)
        wait()
        seconds.append((time.perf_counter() - begin) / count)
    return 2 * size**3 / statistics.median(seconds) / 1e12


for name, dtype, precision in (
    ("f32", torch.float32, "highest"), ("tf32", torch.float32, "high"), ("bf16", torch.bfloat16, "highest")):
    print(f"ceiling {name} tflops={rate(dtype, precision):.3f} size={size}", flush=True)
