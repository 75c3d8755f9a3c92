"""The majority class and a bag-of-words logistic regression (scikit-learn) on the rows and split of governed runs.

python bench/peer/baselines.py RUN_FOLDER...   (needs scikit-learn)
Training rows are those of data/bias-adjusted.jsonl without their weights, test rows those of data/explained.jsonl: the texts that
the model read, so a table is compared on the same serialisation. Features: TF-IDF of words and pairs of words; for token
classification the word, its neighbours, its ends and its shape. The strength of the L2 penalty is the best of three by
cross-validation on the training rows. One line for each run and model, then means over runs of the same data set.
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import GridSearchCV


def lines(file):
    with file.open(encoding="utf-8") as text:
        return [json.loads(line) for line in text]


def text_column(folder, row):
    if "row_text" in row:
        return "row_text"
    columns = json.loads((folder / "data/card.json").read_text(encoding="utf-8"))["columns"]
    return next(c["name"] for c in columns if c["role"] == "TEXT")


def gap(rates):
    rates = [r for r in rates if not np.isnan(r)]
    return max(rates) - min(rates) if len(rates) > 1 else float("nan")


def gaps(truth, found, good, groups):
    """Greatest difference, over protected attributes, of favourable outcomes, and of those among the deserving."""
    parity, opportunity = [], []
    for name in {n for g in groups for n in g}:
        values = np.array([g.get(name) for g in groups], dtype=object)
        parts = [values == v for v in set(values) - {None}]
        parity.append(gap([(found[p] == good).mean() for p in parts]))
        opportunity.append(gap([(found[p & (truth == good)] == good).mean() for p in parts if (p & (truth == good)).any()]))
    return {"parity-difference": max(parity), "equal-opportunity-difference": max(opportunity)}


def sequence_figures(truth, found, scores, classes, good, groups):
    figures = {
        "accuracy": accuracy_score(truth, found),
        "balanced-accuracy": balanced_accuracy_score(truth, found),
        "macro-f1": f1_score(truth, found, average="macro", zero_division=0),
    }
    if scores is not None:
        one = [roc_auc_score(truth == c, scores[:, i]) for i, c in enumerate(classes) if (truth == c).any()]
        figures["auc"] = one[-1] if len(classes) == 2 else float(np.mean(one))
    if good and any(groups):
        figures |= gaps(truth, found, good, groups)
    return figures


def sequences(folder, spec):
    train, test = lines(folder / "data/bias-adjusted.jsonl"), lines(folder / "data/explained.jsonl")
    column, label = text_column(folder, train[0]), spec["label"]
    groups = {p["row"]: p.get("groups") or {} for p in lines(folder / "predictions.jsonl")}
    groups = [groups[r["row"]] for r in test]
    y, t = (np.array([str(r[k]) for r in rows]) for rows, k in ((train, label), (test, "y")))
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"[^\s,.;:!?()\"]+", sublinear_tf=True)
    x, z = words.fit_transform(r[column] for r in train), words.transform(r["x"] for r in test)
    search = GridSearchCV(LogisticRegression(max_iter=3000), {"C": [0.3, 3, 30]}, cv=3, scoring="neg_log_loss").fit(x, y)
    names, counts = np.unique(y, return_counts=True)
    common = np.full(len(t), names[counts.argmax()])
    rest = (search.classes_, spec.get("favourable"), groups)
    yield "majority", sequence_figures(t, common, None, *rest)
    yield "logistic regression", sequence_figures(t, search.predict(z), search.predict_proba(z), *rest)


def features(words, i):
    def at(j):
        return words[j] if 0 <= j < len(words) else "<end>"

    word = words[i]
    shape = "".join("9" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c for c in word)[:12]
    near = {f"w{d}": at(i + d).lower() for d in (-2, -1, 0, 1, 2)}
    return near | {"shape": shape, "e3": word[-3:].lower(), "e4": word[-4:].lower(), "b3": word[:3].lower()}


def entities(sentences):
    """Entities as seqeval finds them by default: an I- that continues nothing begins an entity."""
    found = set()
    for number, tags in enumerate(sentences):
        start, kind = 0, None
        for i, tag in enumerate([*tags, "O"]):
            prefix, _, name = tag.partition("-")
            if kind and (prefix != "I" or name != kind):
                found.add((number, kind, start, i))
                kind = None
            if name and not kind:
                start, kind = i, name
    return found


def token_figures(truth, found):
    gold, guess = entities(truth), entities(found)
    hits = len(gold & guess)
    flat = [[t for tags in s for t in tags] for s in (truth, found)]
    return {"entity-f1": 2 * hits / max(1, len(gold) + len(guess)), "accuracy": accuracy_score(*flat)}


def tokens(folder, spec):
    train, test = lines(folder / "data/bias-adjusted.jsonl"), lines(folder / "data/explained.jsonl")
    columns = json.loads((folder / "data/card.json").read_text(encoding="utf-8"))["columns"]
    name = next(c["name"] for c in columns if c["role"] == "TOKENS")
    label = spec.get("label") or next(c["name"] for c in columns if c["role"] in ("TAGS", "LABEL"))
    truth = [r["y"] for r in test]
    sentences = [r["x"].split(" ")[: len(r["y"])] for r in test]
    encode = DictVectorizer()
    x = encode.fit_transform(features(r[name], i) for r in train for i in range(len(r[name])))
    y = [t for r in train for t in r[label]]
    model = LogisticRegression(max_iter=300, C=3).fit(x, y)
    yield "majority", token_figures(truth, [["O"] * len(s) for s in truth])
    yield "logistic regression", token_figures(truth, [list(model.predict(encode.transform([features(s, i) for i in range(len(s))]))) for s in sentences])


def tuned(folder):
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    metrics = metrics.get("metrics", metrics)
    named = {"fairness.demographic-parity-difference": "parity-difference"}
    for model in ("reference", "tuned"):
        figures = {named.get(k, k.split(".")[-1]): (m.get(model) or {}).get("value") for k, m in metrics.items()}
        if any(v is not None for v in figures.values()):
            yield ("without penalties" if model == "reference" else "tuned"), figures


def shown(figures, order):
    return "  ".join(f"{k} {figures[k]:.3f}" for k in order if figures.get(k) is not None)


def main(folders):
    means = defaultdict(lambda: defaultdict(list))
    for folder in folders:
        spec = json.loads((folder / "spec.json").read_text(encoding="utf-8"))
        models = (tokens if spec["task"] == "token-classification" else sequences)(folder, spec["data"])
        rows = [*models, *tuned(folder)]
        order = list({k: None for name, figures in rows if name == "logistic regression" for k in figures})
        for name, figures in rows:
            print(f"{folder.name}  {name}: {shown(figures, order)}")
            for key in order:
                if figures.get(key) is not None:
                    means[spec["data"]["name"] or folder.name, name][key].append(figures[key])
    for (dataset, name), columns in means.items():
        figures = "  ".join(f"{k} {np.mean(v):.3f}{f' ± {np.std(v, ddof=1):.3f}' if len(v) > 1 else ''}" for k, v in columns.items())
        print(f"mean of {max(map(len, columns.values()))}  {dataset}  {name}: {figures}")


main([Path(argument) for argument in sys.argv[1:]])
