"""Tells for which share of a window a device computed, from what kernels.cc recorded.

Arguments: KERNELS CASE OUTPUT, where OUTPUT is a file with the line "busy-window CASE begin=MS end=MS steps=N ..." that
the program printed. Prints "kernels CASE share=... per-step=... sum=...": the share in which at least one kernel, copy
or fill was at work, how many there were in a step, and the sum of their times over the window (more than the share
where several were at work at once).
"""
import array
import pathlib
import re
import sys


def covered(spans, begin, end):
    """Length of the union of spans within a window, their total length in it, and how many begin in it."""
    union, total, count, reached = 0, 0, 0, begin
    for start, stop in sorted(spans):
        if stop <= begin or start >= end:
            continue
        count += start >= begin
        start, stop = max(start, begin), min(stop, end)
        total += stop - start
        union += max(0, stop - max(start, reached))
        reached = max(reached, stop)
    return union, total, count


def main(kernels, case, output):
    window = re.search(r"busy-window \S+ begin=(\d+) end=(\d+) steps=(\d+)", pathlib.Path(output).read_text(encoding="utf-8"))
    numbers = array.array("q")
    numbers.frombytes(pathlib.Path(kernels + ".spans").read_bytes())
    begin, end = int(window.group(1)) * 10**6, int(window.group(2)) * 10**6
    union, total, count = covered(list(zip(numbers[::2], numbers[1::2])), begin, end)
    print(
        f"kernels {case} share={union / (end - begin):.4f} per-step={count / int(window.group(3)):.0f}"
        f" sum={total / (end - begin):.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
