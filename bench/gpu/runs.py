"""Reads what runs left and prints one line a figure.

  runs.py tell NAME RESULT            RESULT is what "governance run --json" printed
  runs.py doctor RESULT               RESULT is what "governance doctor --json" printed
  runs.py compare NAME LEFT RIGHT     two results: losses and terms of all steps, gates, tuned figures, weights
"""
import hashlib
import json
import math
import pathlib
import re
import sys

FLOOR = 1e-3  # of terms: below it the absolute difference counts, in units of it


def result(file):
    text = pathlib.Path(file).read_text(encoding="utf-8")
    return json.loads(text) if text.strip() else None


def evidence(file):
    found = result(file)
    return pathlib.Path(found["evidence"]) if found else None


def document(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def lines(folder):
    return [json.loads(line) for line in (folder / "training.jsonl").read_text(encoding="utf-8").splitlines()]


def difference(a, b):
    relative = abs(a - b) / max(abs(a), abs(b), FLOOR)
    return relative if math.isfinite(relative) else math.inf


def greatest(left, right, values):
    """The greatest relative difference over all steps; infinite where one side lacks a step or a value."""
    most = 0.0 if len(left) == len(right) else math.inf
    for a, b in zip(left, right):
        a, b = values(a), values(b)
        most = max([most, *(difference(a[k], b[k]) if k in a and k in b else math.inf for k in {*a, *b})])
    return most


def tell(name, file):
    found = result(file)
    if not found or "evidence" not in found:
        print(f"run {name} status=FAILED")
        return
    folder = pathlib.Path(found["evidence"])
    timing = document(folder, "timing.json")
    device = document(folder, "environment.json")["device"]
    training, phases = timing["training"], timing["phases"]
    print(
        f"run {name} status={found['status']} device={device} steps={training['steps']} step-ms={training['stepMillis']:.2f}"
        f" tokens-per-second={training['tokensPerSecond']:.0f} seconds={sum(phases.values()):.1f}")
    privacy = folder / "privacy.json"
    if privacy.exists():
        epsilon = re.search(r'"epsilon\w*": *([0-9.]+)', privacy.read_text(encoding="utf-8"))
        print(f"run-privacy {name} epsilon={epsilon.group(1) if epsilon else 'unknown'}")


def doctor(file):
    found = result(file) or {"fit": False, "findings": []}
    bad = [f["name"].replace("check ", "") for f in found["findings"] if f["state"] == "BAD"]
    devices = " ".join(f["detail"] for f in found["findings"] if f["name"] in ("device", "devices"))
    checks = sum(f["name"].startswith("check ") and f["state"] == "GOOD" for f in found["findings"])
    card = "yes" if "gpu" in devices else "no"
    print(f"doctor engine fit={'yes' if found['fit'] else 'no'} card={card} good-checks={checks} bad={','.join(bad) or 'none'}")


def compare(name, left, right):
    left, right = evidence(left), evidence(right)
    if not left or not right:
        print(f"compare-runs {name} status=FAILED")
        return
    a, b = lines(left), lines(right)
    loss = greatest(a, b, lambda line: {"loss": line["loss"], "total": line["total"]})
    terms = greatest(a, b, lambda line: line["terms"])
    gates = [{g["id"]: g["status"] for g in document(side, "gates.json")["gates"]} for side in (left, right)]
    other = sorted(k for k in {*gates[0], *gates[1]} if gates[0].get(k) != gates[1].get(k))
    figures = [
        {k: m["tuned"]["value"] for k, m in document(side, "metrics.json").items() if m.get("tuned") and m["tuned"].get("value") is not None}
        for side in (left, right)]
    figure = greatest(figures[:1], figures[1:], lambda values: values)
    digests = [hashlib.sha256((side / "model" / "model.safetensors").read_bytes()).hexdigest() for side in (left, right)]
    print(
        f"compare-runs {name} loss={loss:.3g} terms={terms:.3g} steps={len(a)} figures={figure:.3g} gates={len(gates[0])}"
        f" same-gates={'yes' if not other else 'no'} other-gates={','.join(other) or 'none'}"
        f" same-weights={'yes' if digests[0] == digests[1] else 'no'}")


{"tell": tell, "doctor": doctor, "compare": compare}[sys.argv[1]](*sys.argv[2:])
