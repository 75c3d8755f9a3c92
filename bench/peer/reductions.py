"""What Fairlearn makes of a logistic regression on the rows and the split of governed runs.

GOVERNANCE_DATA=DIR python bench/peer/reductions.py RUN_FOLDER...   (needs scikit-learn and fairlearn)
Three models: the logistic regression alone, under the exponentiated-gradient reduction (Agarwal et al. 2018) for demographic
parity, and with Fairlearn's threshold optimiser on its scores. Columns are those of data/published.jsonl; the protected attributes
are read from the raw file by the line numbers of data/splits.json, because the published rows withhold them. Both methods are fitted
on the training rows, the optimiser's thresholds on the validation rows. With several attributes their combination is constrained;
the parity difference is that of the worst attribute, as the runs report it. One line a run and model, then means over the runs.
"""
import csv
import gzip
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from fairlearn.metrics import demographic_parity_difference
from fairlearn.postprocessing import ThresholdOptimizer
from fairlearn.reductions import DemographicParity, ExponentiatedGradient
from logistic import columns
from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, balanced_accuracy_score

BOUND = 0.01


def raw_lines(name, settings):
    """The rows of a table by their line number, with the names and values that the run's source gives them."""
    file = next(Path(os.environ["GOVERNANCE_DATA"]).glob("**/" + name))
    renamed = dict(r.split("=")[::-1] for r in settings.get("rename", []))
    changed = {}
    for rule in settings.get("values", []):
        column, change = rule.split(":", 1)
        before, after = change.split("=", 1)
        changed[column, before] = after
    opened = gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")
    with opened as text:
        reader = csv.reader(text, delimiter=settings.get("separator", ","))
        names = [n.strip() for n in next(reader)]
        forward = {old: new for new, old in renamed.items()}
        names = [forward.get(n, renamed.get(n, n)) for n in names]
        rows = {}
        for row in reader:
            found = {n: v.strip() for n, v in zip(names, row)}
            rows[reader.line_num] = {n: changed.get((n, v), v) for n, v in found.items()}
        return rows


def group(attribute, row):
    compared = re.fullmatch(r"(.*?)\s*(>=|<=|>|<|=)\s*(.*)", attribute)
    if not compared:
        return row[attribute]
    name, operator, operand = compared.groups()
    value = row[name]
    if operator == "=":
        return str(value == operand)
    number, limit = float(value), float(operand)
    return str({">=": number >= limit, "<=": number <= limit, ">": number > limit, "<": number < limit}[operator])


def read(folder):
    data = json.loads((folder / "spec.json").read_text())["data"]
    splits = json.loads((folder / "data/splits.json").read_text())["splits"]
    files = json.loads((folder / "data/lineage.json").read_text())["files"]
    by_split = defaultdict(list)
    for line in (folder / "data/published.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        by_split[row["split"]].append(row)
    raw = {f["split"]: raw_lines(f["path"], data["settings"]) for f in files}
    groups = {}
    for split, rows in by_split.items():
        table = raw.get(split) or raw.get(None) or raw["TRAIN"]
        of_row = [table[n] for n in splits[split]["lines"]]
        assert [r[data["label"]] for r in rows] == [r[data["label"]] for r in of_row], f"{folder}: rows of {split} are not those read"
        groups[split] = [[group(a, r) for a in data["protected"]] for r in of_row]
    return data, by_split, groups


def features(rows, data):
    names = sorted(set().union(*rows["TRAIN"]) - {data["label"], "split", "row", "line", "id"})
    train = rows["TRAIN"]
    made = {"TRAIN": hstack([a for a, _ in columns(train, train, names)]).toarray()}
    for split in ("VALIDATION", "TEST"):
        made[split] = hstack([b for _, b in columns(train, rows[split], names)]).toarray()
    return made


def decisions(folder):
    data, rows, groups = read(folder)
    x = features(rows, data)
    y = {s: np.array([r[data["label"]] == data["favourable"] for r in part]).astype(int) for s, part in rows.items()}
    joint = {s: ["/".join(g) for g in part] for s, part in groups.items()}
    plain = LogisticRegression(max_iter=5000).fit(x["TRAIN"], y["TRAIN"])
    yield "regression", plain.predict(x["TEST"]), y["TEST"], groups["TEST"]
    reduced = ExponentiatedGradient(LogisticRegression(max_iter=5000), DemographicParity(difference_bound=BOUND))
    reduced.fit(x["TRAIN"], y["TRAIN"], sensitive_features=joint["TRAIN"])
    yield "reduction", reduced.predict(x["TEST"], random_state=1), y["TEST"], groups["TEST"]
    thresholds = ThresholdOptimizer(estimator=plain, constraints="demographic_parity", prefit=True, predict_method="predict_proba")
    thresholds.fit(x["VALIDATION"], y["VALIDATION"], sensitive_features=joint["VALIDATION"])
    found = thresholds.predict(x["TEST"], sensitive_features=joint["TEST"], random_state=1)
    yield "thresholds", found, y["TEST"], groups["TEST"]


def main(folders):
    all_figures = defaultdict(list)
    for folder in map(Path, folders):
        name = json.loads((folder / "spec.json").read_text())["data"]["name"]
        for model, found, truth, groups in decisions(folder):
            gaps = [demographic_parity_difference(truth, found, sensitive_features=list(g)) for g in zip(*groups)]
            figures = (accuracy_score(truth, found), balanced_accuracy_score(truth, found), max(gaps))
            all_figures[name, model].append(figures)
            print(name, folder.name, model, *(f"{n} {f:.4f}" for n, f in zip(("accuracy", "balanced-accuracy", "parity-difference"), figures)))
    for (name, model), figures in all_figures.items():
        means, spread = np.mean(figures, axis=0), np.std(figures, axis=0, ddof=1) if len(figures) > 1 else [0, 0, 0]
        print(name, "mean", model, *(f"{m:.3f} ± {s:.3f}" for m, s in zip(means, spread)))


main(sys.argv[1:])
