"""Writes metrics.json: files of predictions and what scikit-learn says of them.

    python metrics.py > metrics.json

Where scikit-learn has no figure (an error, or NaN) the reference is null. Calibration is written out with NumPy.
"""
import io
import json
import math
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn import metrics as m

warnings.filterwarnings("ignore")
random = np.random.default_rng(7)


def number(make):
    try:
        value = float(make())
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def ece(confidence, hit):
    edges = np.arange(16) / 15
    bins = np.clip(np.digitize(confidence, edges, right=True), 1, 15)
    return sum(abs((confidence[bins == b] - hit[bins == b]).sum()) for b in range(1, 16)) / len(hit)


def labels(y, p):
    found = {
        "accuracy": number(lambda: m.accuracy_score(y, p)),
        "balanced_accuracy": number(lambda: m.balanced_accuracy_score(y, p)),
        "mcc": number(lambda: m.matthews_corrcoef(y, p)),
        "kappa": number(lambda: m.cohen_kappa_score(y, p)),
        "confusion": m.confusion_matrix(y, p).tolist(),
    }
    for name, score in [("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)]:
        for average in ["micro", "macro", "weighted"]:
            found[f"{name}_{average}"] = number(lambda: score(y, p, average=average, zero_division=0))
    return found


def binary(y, p, score=None, positive=1):
    found = labels(y, p)
    for name, of in [("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)]:
        found[name] = number(lambda: of(y, p, pos_label=positive, zero_division=0))
    if score is not None:
        hit = (y == positive).astype(int)
        found |= {
            "roc_auc": number(lambda: m.roc_auc_score(hit, score)),
            "average_precision": number(lambda: m.average_precision_score(hit, score)),
            "log_loss": number(lambda: m.log_loss(hit, score, labels=[0, 1])),
            "brier": number(lambda: m.brier_score_loss(hit, score, labels=[0, 1], pos_label=1)),
            "ece": ece(score, hit),
        }
    return found


def multiclass(y, p, scores=None, classes=None):
    found = labels(y, p)
    if scores is not None:
        number_of = np.searchsorted(classes, y)
        best = scores.argmax(axis=1)
        found |= {
            "roc_auc_ovr": number(lambda: m.roc_auc_score(y, scores, multi_class="ovr", labels=classes)),
            "average_precision": number(lambda: m.average_precision_score(y, scores)),
            "log_loss": number(lambda: m.log_loss(y, scores, labels=classes)),
            "brier": number(lambda: m.brier_score_loss(y, scores, labels=classes)),
            "ece": ece(scores.max(axis=1), (best == number_of).astype(int)),
        }
        for k in [2, 3, 5]:
            if len(classes) > k:
                found[f"top_{k}_accuracy"] = number(
                    lambda: m.top_k_accuracy_score(y, scores, k=k, labels=classes)
                )
    return found


def regression(y, p):
    return {
        "mae": number(lambda: m.mean_absolute_error(y, p)),
        "mse": number(lambda: m.mean_squared_error(y, p)),
        "rmse": number(lambda: m.root_mean_squared_error(y, p)),
        "r2": number(lambda: m.r2_score(y, p)),
        "mape": number(lambda: m.mean_absolute_percentage_error(y, p)),
        "medae": number(lambda: m.median_absolute_error(y, p)),
        "explained_variance": number(lambda: m.explained_variance_score(y, p)),
        "max_error": number(lambda: m.max_error(y, p)),
        "pinball": number(lambda: m.mean_pinball_loss(y, p, alpha=0.5)),
    }


cases = []


def case(name, y, p, expected, scores={}, task=None):
    frame = pd.DataFrame({"id": [f"r{i}" for i in range(len(y))], "y_true": y, "y_pred": p, **scores})
    text = io.StringIO()
    frame.to_csv(text, index=False)
    cases.append({"name": name, "task": task, "csv": text.getvalue(), "expected": expected})


def numbers(name, y, p, task=None):
    y, p = np.asarray(y), np.asarray(p)
    case(name, y, p, regression(y, p), task=task)


def two(name, y, score, threshold=0.5, positive=1, negative=0):
    y, score = np.asarray(y), np.asarray(score, dtype=float)
    p = np.where(score >= threshold, positive, negative)
    case(name, y, p, binary(y, p, score, positive), {"score": score})


def many(name, y, scores, classes):
    y, scores, classes = np.asarray(y), np.asarray(scores), np.asarray(classes)
    p = classes[scores.argmax(axis=1)]
    case(name, y, p, multiclass(y, p, scores, classes), {f"score_{c}": scores[:, i] for i, c in enumerate(classes)})


y = (random.random(80) < 0.4).astype(int)
score = np.clip(0.3 * y + 0.7 * random.random(80), 0, 1)
two("two classes", y, score)
two("two classes, tied scores", y, np.round(score, 1))
two("two classes, all scores the same", y, np.full(80, 0.5))
two("two classes by name", np.where(y == 1, "spam", "ham"), score, positive="spam", negative="ham")
two("two classes, -1 and 1", np.where(y == 1, 1, -1), score, negative=-1)
two("the positive class is never predicted", y, score * 0.49)
two("certain and wrong", [0, 1, 1, 0], [1.0, 0.0, 1.0, 0.0])
two("only the negative class is true", np.zeros(20, dtype=int), score[:20])
two("only the positive class is true", np.ones(20, dtype=int), score[:20])
two("one row, positive", [1], [0.8])
two("one row, negative", [0], [0.3])
two("scores on the edges of the bins", [0, 1, 1, 0, 1, 0], [0.2, 0.4, 0.6, 0.8, 1.0, 0.0])
p = (score >= 0.5).astype(int)
case("two classes, a score for each", y, p, binary(y, p, score), {"score_0": 1 - score, "score_1": score})
case("two classes, no scores", y, p, binary(y, p))
case("only zeros, no scores", np.zeros(5, dtype=int), np.zeros(5, dtype=int), binary(np.zeros(5, dtype=int), np.zeros(5, dtype=int)))
case("only ones, no scores", np.ones(5, dtype=int), np.ones(5, dtype=int), binary(np.ones(5, dtype=int), np.ones(5, dtype=int)))

classes = np.array(["ash", "elm", "fir", "oak"])
y = classes[random.choice(4, 90, p=[0.4, 0.3, 0.2, 0.1])]
raw = random.random((90, 4)) + 1.2 * (y[:, None] == classes)
scores = raw / raw.sum(axis=1, keepdims=True)
many("four classes", y, scores, classes)
many("four classes, tied scores", y, np.round(raw) / np.maximum(np.round(raw).sum(axis=1, keepdims=True), 1) + (np.round(raw).sum(axis=1, keepdims=True) == 0) / 4, classes)
never = scores * np.array([1, 1, 1, 0.01])
many("a class that is never predicted", y, never / never.sum(axis=1, keepdims=True), classes)
absent = y != "oak"
many("a scored class that is never true", y[absent], scores[absent], classes)
p = classes[scores.argmax(axis=1)]
case("four classes, no scores", y, p, multiclass(y, p))
case("a class that is only predicted", y[absent], np.where(y[absent] == "elm", "yew", p[absent]), multiclass(y[absent], np.where(y[absent] == "elm", "yew", p[absent])))
case("one class of text, all right", np.array(["ash"] * 3), np.array(["ash"] * 3), labels(np.array(["ash"] * 3), np.array(["ash"] * 3)))
y = random.integers(0, 12, 150)
raw = random.random((150, 12)) + 0.8 * (y[:, None] == np.arange(12))
many("twelve classes by number: 10 after 9", y, raw / raw.sum(axis=1, keepdims=True), np.arange(12))

y = 10 * random.normal(size=100)
numbers("amounts", y, y + random.normal(size=100))
numbers("amounts, an odd number", y[:99], y[:99] + random.normal(size=99))
numbers("amounts far from zero", 1e6 + y, 1e6 + y + random.normal(size=100))
numbers("zeros among the true ones", np.round(y / 10), y / 10)
numbers("worse than the mean", [1.5, 2.0, 3.0], [3.0, 2.0, 1.5])
numbers("a constant target, not met", [2.0, 2.0, 2.0], [2.0, 2.5, 3.0])
numbers("a constant target, met", [2.0, 2.0, 2.0], [2.0, 2.0, 2.0])
numbers("off by a constant", [1.0, 2.0, 4.5], [2.0, 3.0, 5.5])
numbers("one row", [2.5], [3.0])
numbers("whole amounts, by --task", [3, 1, 4, 1, 5], [2, 1, 4, 2, 5], task="regression")

source = f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}"
print(json.dumps({"source": source, "cases": cases}, indent=1))
