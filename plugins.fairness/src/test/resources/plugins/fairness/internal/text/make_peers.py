"""Makes peers.json: what Python's difflib and statsmodels-like formulas in scipy give.

python make_peers.py    (Python 3.12, numpy 2, scipy 1)
"""

import difflib
import json
import pathlib
import random

import numpy
import scipy
from scipy.stats import binomtest

random.seed(5)
matches = []
fixed = [("the poor man said he was late", "the rich woman said she was late"), ("a b c a b", "a b a b c"),
         ("x", "y"), ("a a a b", "a b a a"), ("women are better cooks than men", "men are better cooks than women")]
sentences = [(a.split(), b.split()) for a, b in fixed]
for _ in range(60):
    a = [random.choice("abcd") for _ in range(random.randint(1, 12))]
    b = list(a)
    for _ in range(random.randint(0, 4)):
        at = random.randrange(len(b) + 1)
        b[at:at + random.randint(0, 2)] = [random.choice("abcde") for _ in range(random.randint(0, 2))]
    sentences.append((a, b))
for a, b in sentences:
    first, second = [], []
    framed = ["[CLS]"] + a + ["[SEP]"], ["[CLS]"] + b + ["[SEP]"]
    for tag, i, j, k, m in difflib.SequenceMatcher(None, *framed).get_opcodes():
        if tag == "equal":
            first += range(i, j)
            second += range(k, m)
    matches.append({"a": a, "b": b, "first": [i - 1 for i in first[1:-1]], "second": [i - 1 for i in second[1:-1]]})
wilson = []
for k, n in [(8, 10), (0, 7), (7, 7), (603, 1508), (1, 1)]:
    ci = binomtest(k, n).proportion_ci(0.95, "wilson")
    wilson.append({"yes": k, "all": n, "low": ci.low, "high": ci.high})


def auc(pos, neg):
    """DeLong 1988, equations 1 to 4, written out pair by pair."""
    pos, neg = numpy.array(pos), numpy.array(neg)
    psi = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    v = psi.mean(1).var(ddof=1) / len(pos) + psi.mean(0).var(ddof=1) / len(neg)
    return psi.mean(), 1.959963984540054 * v ** 0.5


aucs = []
for m, n in [(5, 8), (30, 12), (2, 2)]:
    pos = sorted(random.randint(2, 9) / 10 for _ in range(m))
    neg = sorted(random.randint(0, 7) / 10 for _ in range(n))
    value, half = auc(pos, neg)
    aucs.append({"positive": pos, "negative": neg, "value": value, "half": half})
folder = pathlib.Path(__file__).parent
json.dump({"source": f"make_peers.py, difflib, numpy {numpy.__version__}, scipy {scipy.__version__}",
           "matches": matches, "wilson": wilson, "auc": aucs}, open(folder / "peers.json", "w"))
