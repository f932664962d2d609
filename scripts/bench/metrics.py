"""What scripts/bench/metrics.js measures beside: every metric of a file, then of some bootstrap resamples, with scikit-learn.

Prints a line of JSON: the seconds of reading and measuring, and of one resample.
"""
import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn import metrics as m


def every(y, p, s):
    m.confusion_matrix(y, p)
    m.accuracy_score(y, p)
    m.balanced_accuracy_score(y, p)
    m.matthews_corrcoef(y, p)
    m.cohen_kappa_score(y, p)
    for average in ["binary", "micro", "macro", "weighted"]:
        m.precision_recall_fscore_support(y, p, average=average, zero_division=0)
    m.roc_auc_score(y, s)
    m.average_precision_score(y, s)
    m.log_loss(y, s)
    m.brier_score_loss(y, s)
    edges = np.clip(np.digitize(s, np.arange(16) / 15, right=True), 1, 15)
    np.abs(np.bincount(edges, s - y)).sum() / len(y)


path, rounds = sys.argv[1], int(sys.argv[2])
begun = time.perf_counter()
frame = pd.read_csv(path)
y, p, s = (frame[name].to_numpy() for name in ["y_true", "y_pred", "score"])
every(y, p, s)
once = time.perf_counter() - begun
random = np.random.default_rng(1)
begun = time.perf_counter()
for _ in range(rounds):
    drawn = random.integers(0, len(y), len(y))
    every(y[drawn], p[drawn], s[drawn])
print(json.dumps({"once": once, "round": (time.perf_counter() - begun) / rounds}))
