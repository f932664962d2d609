"""Writes comparison.json: pairs of files of predictions and what SciPy and statsmodels say of the difference.

    python comparison.py > comparison.json

Intervals: scipy.stats.bootstrap(rows, challenger's metric less champion's, paired=True, method="BCa").
"""
import io
import json
import warnings

import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
from scipy import stats
from sklearn import metrics as m
from statsmodels.stats.contingency_tables import mcnemar

warnings.filterwarnings("ignore")
random = np.random.default_rng(11)
RESAMPLES = 4999
CONFIDENCE = 0.95


def csv(frame):
    text = io.StringIO()
    frame.to_csv(text, index=False)
    return text.getvalue()


def interval(rows, difference):
    found = stats.bootstrap(
        (np.arange(rows),),
        lambda drawn: difference(drawn),
        paired=True,
        vectorized=False,
        method="BCa",
        confidence_level=CONFIDENCE,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(3),
    )
    low, high = found.confidence_interval
    return {"interval": [low, high], "error": float(found.standard_error)}


def compare(name, y, models, metrics, tests):
    frames = [
        pd.DataFrame({"id": [f"r{i:04}" for i in range(len(y))], "y_true": y, **columns}) for columns in models
    ]
    champion, challenger = frames

    def metric_of(score):
        return lambda drawn: score(challenger.iloc[drawn]) - score(champion.iloc[drawn])

    found = {}
    for metric, score in metrics.items():
        difference = metric_of(score)
        found[metric] = {"difference": float(difference(np.arange(len(y)))), **interval(len(y), difference)}
    return {"name": name, "champion": csv(champion), "challenger": csv(challenger), "metrics": found, "tests": tests}


def spoiled(values, size):
    return np.clip(values + size * random.normal(size=values.shape), 0.001, 0.999)


pairs = []
y = (random.random(150) < 0.35).astype(int)
base = np.clip(0.35 * y + 0.65 * random.random(150), 0.001, 0.999)
scores = [np.round(spoiled(base, 0.12), 2), np.round(spoiled(base, 0.03), 2)]
labels = [(s >= 0.5).astype(int) for s in scores]
b = int(((labels[0] == y) & (labels[1] != y)).sum())
c = int(((labels[0] != y) & (labels[1] == y)).sum())
exact = mcnemar([[0, b], [c, 0]], exact=True)
pairs.append(
    compare(
        "two classes",
        y,
        [{"y_pred": p, "score": s} for p, s in zip(labels, scores)],
        {
            "accuracy": lambda f: m.accuracy_score(f.y_true, f.y_pred),
            "f1": lambda f: m.f1_score(f.y_true, f.y_pred),
            "mcc": lambda f: m.matthews_corrcoef(f.y_true, f.y_pred),
            "roc_auc": lambda f: m.roc_auc_score(f.y_true, f.score),
            "average_precision": lambda f: m.average_precision_score(f.y_true, f.score),
            "log_loss": lambda f: m.log_loss(f.y_true, f.score),
        },
        {"only_champion_right": b, "only_challenger_right": c, "statistic": exact.statistic, "p_value": exact.pvalue},
    )
)

classes = np.array(["ash", "elm", "fir"])
y = classes[random.choice(3, 160, p=[0.5, 0.3, 0.2])]
raw = random.random((160, 3)) + 0.7 * (y[:, None] == classes)
scores = [np.clip(raw + size * random.normal(size=raw.shape), 0.01, None) for size in [0.05, 0.4]]
scores = [s / s.sum(axis=1, keepdims=True) for s in scores]
labels = [classes[s.argmax(axis=1)] for s in scores]
b = int(((labels[0] == y) & (labels[1] != y)).sum())
c = int(((labels[0] != y) & (labels[1] == y)).sum())
exact = mcnemar([[0, b], [c, 0]], exact=True)
columns = [f"score_{name}" for name in classes]
pairs.append(
    compare(
        "three classes",
        y,
        [{"y_pred": p, **dict(zip(columns, s.T))} for p, s in zip(labels, scores)],
        {
            "accuracy": lambda f: m.accuracy_score(f.y_true, f.y_pred),
            "f1_macro": lambda f: m.f1_score(f.y_true, f.y_pred, average="macro"),
            "kappa": lambda f: m.cohen_kappa_score(f.y_true, f.y_pred),
            "roc_auc_ovr": lambda f: m.roc_auc_score(f.y_true, f[columns], multi_class="ovr"),
            "brier": lambda f: m.brier_score_loss(f.y_true, f[columns].to_numpy(), labels=classes),
        },
        {"only_champion_right": b, "only_challenger_right": c, "statistic": exact.statistic, "p_value": exact.pvalue},
    )
)

y = np.round(10 * random.gamma(2, 1, 140), 3)
noise = random.standard_t(4, size=140)
models = [np.round(y + 2 * noise + 0.5 * random.normal(size=140), 3), np.round(y + 1.7 * noise + 0.6 * random.normal(size=140), 3)]
t = stats.ttest_rel(np.abs(y - models[1]), np.abs(y - models[0]))
pairs.append(
    compare(
        "amounts",
        y,
        [{"y_pred": p} for p in models],
        {
            "mae": lambda f: m.mean_absolute_error(f.y_true, f.y_pred),
            "rmse": lambda f: m.root_mean_squared_error(f.y_true, f.y_pred),
            "r2": lambda f: m.r2_score(f.y_true, f.y_pred),
            "explained_variance": lambda f: m.explained_variance_score(f.y_true, f.y_pred),
            "mape": lambda f: m.mean_absolute_percentage_error(f.y_true, f.y_pred),
        },
        {"statistic": t.statistic, "degrees": int(t.df), "p_value": t.pvalue},
    )
)

source = f"SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}, scikit-learn {sklearn.__version__}"
print(json.dumps({"source": source, "resamples": RESAMPLES, "confidence": CONFIDENCE, "pairs": pairs}, indent=1))
