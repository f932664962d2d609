"""Anomalies, rankings, clusters and intervals, and what scikit-learn says of them. Writes other-tasks.json beside this file.

scikit-learn has no precision at k: here it is the mean over the orders that rows of the same score may have.
"""
import json
import pathlib

import numpy as np
from sklearn import metrics as m

random = np.random.default_rng(20)
cases = []


def add(name, columns, expected, options=None):
    rows = zip(*columns.values())
    csv = "\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)]) + "\n"
    expected = {key: None if value is None else float(value) for key, value in expected.items()}
    cases.append({"name": name, "csv": csv, "options": options or {}, "expected": expected})


def floats(values):
    return [float(value) for value in values]


def anomalies(name, y, s):
    k = int(y.sum())
    expected = {
        "average_precision": m.average_precision_score(y, s) if k else 0,
        "roc_auc": m.roc_auc_score(y, s) if 0 < k < len(y) else None,
    }
    if k:
        cut = np.sort(s)[-k]
        above, tied = s > cut, s == cut
        expected["precision_at_k"] = (y[above].sum() + (k - above.sum()) * y[tied].mean()) / k
    add(name, {"id": range(len(y)), "y_true": y, "score": floats(s)}, expected)


def ranking(name, queries, k):
    rows = [(q, float(r), float(s)) for q, (rel, sc) in enumerate(queries) for r, s in zip(rel, sc)]
    rows = [rows[at] for at in random.permutation(len(rows))]
    expected = {
        "ndcg": np.mean([m.ndcg_score([rel], [sc]) for rel, sc in queries]),
        "ndcg_at_k": np.mean([m.ndcg_score([rel], [sc], k=k) for rel, sc in queries]),
        "map": np.mean([m.average_precision_score(rel > 0, sc) if (rel > 0).any() else 0 for rel, sc in queries]),
    }
    add(name, dict(zip(["query", "relevance", "score"], zip(*rows))), expected, {"k": k})


def clusters(name, x, c, y):
    parted = 2 <= len(set(c)) < len(c)
    expected = {
        "silhouette": m.silhouette_score(x, c) if parted else None,
        "davies_bouldin": m.davies_bouldin_score(x, c) if parted else None,
        "calinski_harabasz": m.calinski_harabasz_score(x, c) if parted else None,
        "adjusted_rand": m.adjusted_rand_score(y, c),
        "mutual_info": m.mutual_info_score(y, c),
        "normalized_mutual_info": m.normalized_mutual_info_score(y, c),
        "adjusted_mutual_info": m.adjusted_mutual_info_score(y, c),
    }
    columns = {"id": range(len(c)), "cluster": [f"c{each}" for each in c], "y_true": y}
    add(name, columns | {f"x{at}": floats(x[:, at]) for at in range(x.shape[1])}, expected)


def intervals(name, y, low, high, level):
    tail = (1 - level) / 2
    score = m.mean_pinball_loss(y, low, alpha=tail) + m.mean_pinball_loss(y, high, alpha=1 - tail)
    add(
        name,
        {"id": range(len(y)), "y_true": floats(y), "y_pred": floats((low + high) / 2), "lower": floats(low), "upper": floats(high)},
        {"interval_coverage": np.mean((low <= y) & (y <= high)), "interval_width": np.mean(high - low), "interval_score": score / tail},
        {"level": level},
    )


truth = (random.random(50) < 0.2).astype(int)
anomalies("anomalies without ties", truth, truth + random.normal(size=50))
anomalies("anomalies with ties", truth, np.round(truth + random.normal(size=50)))
anomalies("anomalies, all of one score", truth, np.zeros(50))
anomalies("no anomaly", np.zeros(6, int), random.normal(size=6))
anomalies("nothing but anomalies", np.ones(6, int), random.normal(size=6))

graded = [(random.integers(0, 4, size).astype(float), random.normal(size=size)) for size in [2, 5, 12, 30]]
ranking("rankings without ties", graded, 5)
ranking("rankings with ties, and a query with nothing relevant", [(rel, np.round(sc)) for rel, sc in graded] + [(np.zeros(4), np.arange(4.0))], 3)
ranking("rankings, all of one score", [(rel, np.zeros(len(rel))) for rel, _ in graded], 10)

groups = random.integers(0, 3, 60)
points = np.round(random.normal(size=(60, 3)) + groups[:, None], 3)
found = np.where(random.random(60) < 0.7, groups, random.integers(0, 4, 60))
clusters("clusters", points, found, groups)
clusters("clusters with one that has a single row", points, np.where(np.arange(60) == 7, 9, found), groups)
clusters("clusters that are the truth", points, groups, groups)
clusters("one cluster", points, np.zeros(60, int), groups)
clusters("every row a cluster", points, np.arange(60), groups)
clusters("nothing parted", points, np.zeros(60, int), np.zeros(60, int))
clusters("clusters whose rows are all in one place", np.repeat([[0.0, 0], [1, 1]], 5, axis=0), np.repeat([0, 1], 5), np.repeat([0, 1], 5))
clusters("clusters in one place", np.repeat([[0.0, 0], [1, 1]], 5, axis=0), np.tile([0, 1], 5), np.repeat([0, 1], 5))

amounts = random.normal(size=40)
middle = amounts + random.normal(size=40)
intervals("intervals of a share of 0.8", amounts, middle - 1, middle + 1.2, 0.8)
intervals("intervals that are the truth", amounts, amounts, amounts, 0.9)

path = pathlib.Path(__file__).with_name("other-tasks.json")
path.write_text(json.dumps({"cases": cases}, indent=1) + "\n")
