"""Group metrics of Fairlearn and nearest neighbours of scikit-learn, timed on request.

Arguments: frame|parity|neighbours ROWS. For each line "go" on standard input it computes the case
on random rows and answers with wall and CPU milliseconds.
"""
import sys
import time

case, rows = sys.argv[1], int(sys.argv[2])
try:
    import numpy as np
    if case == "neighbours":
        from sklearn.neighbors import NearestNeighbors
    else:
        from fairlearn.metrics import MetricFrame, demographic_parity_difference
        from fairlearn.metrics import false_positive_rate, selection_rate, true_positive_rate
        from sklearn.metrics import balanced_accuracy_score, precision_score
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

random = np.random.default_rng(7)
labels = random.integers(0, 2, rows)
predictions = random.integers(0, 2, rows)
groups = random.integers(0, 4, rows)
content = random.random((rows, 10)) if case == "neighbours" else None


def compute():
    if case == "frame":
        metrics = {
            "selection": selection_rate,
            "tpr": true_positive_rate,
            "fpr": false_positive_rate,
            "ppv": precision_score,
            "balanced": balanced_accuracy_score,
        }
        frame = MetricFrame(metrics=metrics, y_true=labels, y_pred=predictions, sensitive_features=groups)
        return frame.difference().sum()
    if case == "parity":
        return demographic_parity_difference(labels, predictions, sensitive_features=groups)
    near = NearestNeighbors(n_neighbors=5, algorithm="auto", n_jobs=-1).fit(content)
    found = near.kneighbors(content, return_distance=False)
    return 1 - np.abs(predictions - predictions[found].mean(axis=1)).mean()


print("ready", np.__version__, flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    wall, cpu = time.perf_counter(), time.process_time()
    compute()
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, flush=True)
