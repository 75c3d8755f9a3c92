"""Logistic regression of scikit-learn on the rows and the split of a governed run, for comparison.

python bench/peer/logistic.py RUN_FOLDER...   (needs scikit-learn)
Reads data/published.jsonl, which holds what the model may read, the label and the split of each row.
"""
import json
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def columns(train, test, names):
    for name in names:
        a, b = [r.get(name) for r in train], [r.get(name) for r in test]
        known = [v for v in a if v is not None]
        if all(isinstance(v, (int, float)) for v in known):
            mean = float(np.mean(known))
            scale = StandardScaler()
            a, b = ([[mean if v is None else v] for v in x] for x in (a, b))
            yield csr_matrix(scale.fit_transform(a)), csr_matrix(scale.transform(b))
        elif np.mean([len(v.split()) for v in known]) >= 5:
            count = CountVectorizer(binary=True)
            yield count.fit_transform(v or "" for v in a), count.transform(v or "" for v in b)
        else:
            encode = OneHotEncoder(handle_unknown="ignore")
            yield encode.fit_transform([[str(v)] for v in a]), encode.transform([[str(v)] for v in b])


def main(folder):
    data = json.loads((folder / "spec.json").read_text())["data"]
    rows = [json.loads(line) for line in (folder / "data" / "published.jsonl").open()]
    train, test = ([r for r in rows if r["split"] == s] for s in ("TRAIN", "TEST"))
    label, good = data["label"], data["favourable"]
    names = sorted(set().union(*train) - {label, "split", "row", "line", "loan_id"})
    pairs = list(columns(train, test, names))
    x, z = (hstack([p[i] for p in pairs]).tocsr() for i in (0, 1))
    y, t = (np.array([r[label] == good for r in s]) for s in (train, test))
    model = LogisticRegression(max_iter=5000).fit(x, y)
    score = model.predict_proba(z)[:, 1]
    print(f"{folder.name}: {len(train)} train, {len(test)} test, {len(names)} columns,"
          f" AUC {roc_auc_score(t, score):.4f}, accuracy {accuracy_score(t, score > 0.5):.4f}")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        main(Path(argument))
