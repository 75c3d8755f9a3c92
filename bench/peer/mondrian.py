"""Mondrian multidimensional k-anonymity in numpy, strict, as LeFevre, DeWitt and Ramakrishnan (2006)
describe it: cut at the median of the column with the widest normalised range that can be cut.

Arguments: FILE K COLUMN,... NUMERIC,... with a gzipped CSV of Adult. For each line "go" on standard
input it anonymises all rows and answers with wall and CPU milliseconds, the global certainty penalty,
the discernibility, the average class size over k, the penalty if it published the set of a
group's categories and not their range, and the number of groups.
"""
import csv
import gzip
import sys
import time

try:
    import numpy as np
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

files, k, names, numeric = sys.argv[1].split(","), int(sys.argv[2]), sys.argv[3].split(","), sys.argv[4].split(",")
rows = []
for file in files:
    with gzip.open(file, "rt", encoding="utf-8") as text:
        rows.extend(csv.DictReader(text))

codes, spans = [], []
for name in names:
    column = [row[name].strip() for row in rows]
    if name in numeric:
        column = np.array([float(value) for value in column])
        codes.append(column)
        spans.append(column.max() - column.min())
    else:
        values, code = np.unique(column, return_inverse=True)
        codes.append(code.astype(float))
        spans.append(len(values) - 1.0)
table = np.stack(codes, axis=1)
spans = np.array(spans)
sizes = np.array([0 if name in numeric else len(np.unique(table[:, i])) for i, name in enumerate(names)])


def partition():
    """Returns the rows of each group."""
    groups, open_parts = [], [np.arange(len(table))]
    while open_parts:
        part = open_parts.pop()
        inside = table[part]
        width = (inside.max(axis=0) - inside.min(axis=0)) / spans
        for column in np.argsort(-width, kind="stable"):
            if width[column] == 0:
                groups.append(part)
                break
            values = inside[:, column]
            ordered = np.sort(values)
            median = ordered[(len(ordered) - 1) // 2]
            left = values <= median
            if left.all():
                left = values < median
            if k <= left.sum() <= len(part) - k:
                open_parts += [part[left], part[~left]]
                break
        else:
            groups.append(part)
    return groups


def measures(groups):
    penalty = as_sets = 0.0
    for part in groups:
        inside = table[part]
        extent = inside.max(axis=0) - inside.min(axis=0)
        # a region of categories counts its values over all values, a single one nothing
        share = np.where(sizes > 0, (extent + 1) / np.maximum(sizes, 1), extent / spans)
        penalty += len(part) * np.where(extent == 0, 0, share).sum()
        different = np.array([len(np.unique(column)) for column in inside.T])
        share = np.where(sizes > 0, different / np.maximum(sizes, 1), extent / spans)
        as_sets += len(part) * np.where(extent == 0, 0, share).sum()
    n = len(table)
    counts = np.array([len(part) for part in groups], dtype=float)
    cells = n * table.shape[1]
    return penalty / cells, (counts**2).sum(), n / len(groups) / k, as_sets / cells, len(groups)


print("ready", np.__version__, flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    wall, cpu = time.perf_counter(), time.process_time()
    found = partition()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(wall * 1e3, cpu * 1e3, *measures(found), flush=True)
