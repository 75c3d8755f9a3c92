"""Collects the figures that stages printed and judges them by what is wanted.

Arguments: WORK OUT. WORK/log.txt holds what all stages printed; a figure is a line "NAME CASE key=value...".
Writes OUT/results.json (all figures) and OUT/summary.md (each thing that is wanted with PASS, MISS or NOT RUN).
"""
import json
import math
import pathlib
import re
import sys

LINE = re.compile(r"([a-z][a-z-]*) (\S+)((?: [a-z][a-z-]*=\S+)+)$")


def value(text):
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else "not known"  # JSON has no such number


def read(folder):
    """Figures in the order of printing; a line that a stage prints again replaces the earlier one."""
    figures = {}
    for line in (folder / "log.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        found = LINE.match(line.strip())
        if found:
            pairs = (pair.split("=", 1) for pair in found.group(3).split())
            figures[found.group(1), found.group(2)] = {k: value(v) for k, v in pairs}
    return {k: f for k, f in figures.items() if f.get("ratio") != "not known" and "not-run" not in f.values()}


class Judge:
    """What is wanted, in the order of the stages: sentence, PASS, MISS or NOT RUN, and the figures behind it."""

    def __init__(self, figures):
        self.figures, self.rows = figures, []

    def want(self, sentence, names, holds, show):
        """One row for the figures (NAME, CASE) of which each must hold; a figure that is missing makes it NOT RUN."""
        def lacking(look, otherwise):
            def safe(figure):
                try:
                    return look(figure)
                except (KeyError, TypeError, ValueError):  # a line that says that it failed has no figures
                    return otherwise

            return safe

        holds, show = lacking(holds, False), lacking(show, "failed")
        there = [n for n in names if n in self.figures]
        told = "; ".join(f"{n[1]}: {show(self.figures[n])}" for n in there)
        missing = [n[1] for n in names if n not in self.figures]
        state = "PASS" if there else "NOT RUN"
        if any(not holds(self.figures[n]) for n in there):
            state = "MISS"
        elif missing:
            state = "NOT RUN"
        if missing and there:
            told += "; not run: " + ", ".join(missing)
        self.rows.append((sentence, state, told))

    def ratio(self, sentence, name, cases, least=None, most=None):
        def holds(f):
            return isinstance(f["ratio"], float) and (least is None or f["ratio"] >= least) and (most is None or f["ratio"] <= most)

        self.want(sentence, [(name, c) for c in cases], holds, lambda f: f"{f['ratio']}")


def judge(figures, shape, device):
    j = Judge(figures)
    wide = [f"{shape}-{p}" for p in ("tf32", "bf16")]
    cases = wide + [f"{c}-x64" for c in wide]
    j.want("the JNI library builds against the torch found", [("build", "jni")], lambda f: f["status"] == "ok", lambda f: f"torch {f['torch']}")
    j.want("doctor finds the engine fit, and a device", [("doctor", "engine")],
           lambda f: f["fit"] == "yes" and (device == "cpu" or f["card"] == "yes"), lambda f: f"{f['good-checks']:.0f} checks, card {f['card']}, bad: {f['bad']}")
    j.want("the engine's conformance tests pass on the device", [("conformance", "engine")],
           lambda f: f["failed"] == 0 and f["ok"] > 0 and not f.get("unfinished"),
           lambda f: f"{f['ok']:.0f} ok, {f['failed']:.0f} failed, {f['skipped']:.0f} skipped, {f.get('unfinished', 0):.0f} of 3 parts not finished")
    small = "tiny" if device == "cpu" else "mini"
    for size in dict.fromkeys((small, shape)):
        j.want(f"50 steps of {size} in f32: losses within 1e-4 of the processor's", [("compare", f"{size}-f32")], lambda f: f["loss"] <= 1e-4, lambda f: f"{f['loss']} over {f['steps']:.0f} steps")
        j.want("… and the terms of the five objectives", [("compare", f"{size}-f32")], lambda f: f["terms"] <= 1e-4, lambda f: f"{f['terms']} ({f['worst-term']})")
    each = sorted(n for n in figures if n[0] == "compare" and ":" in n[1]) or [("compare", "every penalty")]
    j.want("every penalty for fairness gives the same losses within 1e-4", each, lambda f: f["loss"] <= 1e-4, lambda f: f"{f['loss']}, term {f['terms']}")
    j.want("a governed run on both devices: losses within 1e-4", [("compare-runs", "devices")], lambda f: f["loss"] <= 1e-4, lambda f: f"{f['loss']} over {f['steps']:.0f} steps, terms {f['terms']}")
    j.want("… and the same gates", [("compare-runs", "devices")], lambda f: f["same-gates"] == "yes", lambda f: f"{f['gates']:.0f} gates; other: {f['other-gates']}")
    j.want("killed and resumed: exact", [("compare-runs", "resumed")], lambda f: f["loss"] == 0 and f["same-weights"] == "yes",
           lambda f: f"loss {f['loss']}, terms {f['terms']}, same weights: {f['same-weights']}")
    j.want("… beside two runs alike that nobody stopped", [("compare-runs", "repeated")], lambda f: True, lambda f: f"loss {f['loss']}, same weights: {f['same-weights']}")
    runs = [("run", f"{d}{p}") for d in ("finance", "medical") for p in ("", "-private")]
    j.want(f"finance and medical at {shape} shape, private and not", runs, lambda f: f["status"] in ("PASSED", "BLOCKED"), lambda f: f"{f['status']} {f.get('step-ms')} ms a step")
    j.ratio("step: Transformers eager / ours ≥ 1.0", "step", cases, least=1.0)
    j.ratio("step: Transformers with torch.compile / ours ≥ 0.8", "step-compiled", cases, least=0.8)
    j.ratio("step in f32 without TF32: eager / ours (not asked for)", "step", [f"{shape}-f32", f"{shape}-f32-x64"])
    j.ratio("all five objectives ≤ 1.05", "objectives", [f"{shape}-tf32", f"{shape}-bf16-x64"], most=1.05)
    j.ratio("private / plain ≤ 1.4", "dp", [f"{shape}-tf32", f"{shape}-tf32-x64"], most=1.4)
    noise = "1M" if device == "cpu" else "110M"
    j.want("private noise: the kernel draws the bits of tensor operations", [("noise-bits", noise)], lambda f: f["equal"] == "yes", lambda f: f"{f['equal']}, {f['differ']:.0f} of {f['values']:.0f} differ")
    j.want("… and takes, beside them", [("noise-time", noise)], lambda f: True, lambda f: f"{f['kernel']} and {f['operations']} ns a value, ratio {f['ratio']}")
    j.want("device busy ≥ 90 % of the time on 64 × 128", [("busy", f"{c}-x64") for c in wide], lambda f: f["share"] >= 0.9, lambda f: f"{f['share']} ({f['samples']:.0f} samples), {f['memory-mib']:.0f} MiB")
    if any(n[0] == "kernels" for n in figures):
        j.want("… by the time of all kernels over the time on the wall", [("kernels", f"{c}-x64") for c in wide], lambda f: f["share"] >= 0.9, lambda f: f"{f['share']}")
    j.want("operations a second against the measured ceiling", [("step-tflops", c) for c in cases], lambda f: True, lambda f: f"{f['ours']} · 10¹² (eager {f['eager']}, compiled {f['compiled']})")
    j.want("… which is", [("ceiling", p) for p in ("f32", "tf32", "bf16")], lambda f: True, lambda f: f"{f['tflops']} · 10¹²")
    return j.rows


def share_of_ceiling(figures):
    for (name, case), figure in list(figures.items()):
        ceiling = figures.get(("ceiling", case.split("-")[1] if "-" in case else ""))
        if name == "step-tflops" and ceiling:
            figure["of-ceiling"] = round(figure["ours"] / ceiling["tflops"], 4)


def main(work, out):
    work, out = pathlib.Path(work), pathlib.Path(out)
    settings = json.loads((work / "settings.json").read_text(encoding="utf-8"))
    figures = read(work)
    share_of_ceiling(figures)
    rows = judge(figures, settings["shape"], settings["device"])
    listed = [{"figure": n, "case": c, **f} for (n, c), f in figures.items()]
    wanted = [dict(zip(("wanted", "result", "figures"), row)) for row in rows]
    (out / "results.json").write_text(json.dumps({"settings": settings, "wanted": wanted, "figures": listed}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = ["# What was measured", ""]
    text += [f"{k}: {v}  " for k, v in settings.items()]
    if settings["device"] == "cpu":
        text += ["", "**A dry run on the processor: it shows that each stage does its work. Its speeds mean nothing.**"]
    text += ["", "| wanted | result | figures |", "|---|---|---|"]
    text += [f"| {s} | {r} | {f} |" for s, r, f in rows]
    text += ["", "| stage | result | seconds |", "|---|---|---|"]
    text += [f"| {c} | {f['status']} | {f['seconds']:.0f} |" for (n, c), f in figures.items() if n == "stage"]
    shares = [(c, f["of-ceiling"]) for (n, c), f in figures.items() if n == "step-tflops" and "of-ceiling" in f]
    if shares:
        text += ["", "Share of the ceiling of matrix products: " + ", ".join(f"{c} {s:.0%}" for c, s in shares) + "."]
    (out / "summary.md").write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
