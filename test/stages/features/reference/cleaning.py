"""Writes cleaning.json: a table with missing cells and outliers, and what scikit-learn makes of it.

Run with the versions that the file names: python cleaning.py > cleaning.json
"""

import json

import numpy as np
import sklearn
from sklearn.impute import KNNImputer, MissingIndicator
from sklearn.preprocessing import RobustScaler, StandardScaler

random = np.random.default_rng(20)
TRAINING, ALL = 40, 60
x = random.normal(size=(ALL, 3)) @ np.array([[1, 0.8, 0], [0, 0.5, 0.3], [0, 0, 1]]) * [1, 20, 0.1] + [5, -100, 0]
x[[3, 17, 50], [0, 1, 2]] = [40, 400, -9]
x = np.round(x, 6)
x[random.random(x.shape) < 0.15] = np.nan
training = x[:TRAINING]


def cells(values):
    return [[None if np.isnan(cell) else cell for cell in row] for row in values.tolist()]


def nearest(neighbours):
    scaler = StandardScaler().fit(training)
    imputer = KNNImputer(n_neighbors=neighbours).fit(scaler.transform(training))
    return scaler.inverse_transform(imputer.transform(scaler.transform(x)))


def clipped(low, high):
    return np.where(np.isnan(x), np.nan, np.clip(x, low, high))


quartiles = np.nanquantile(training, [0.25, 0.75], axis=0)
reach = 1.5 * (quartiles[1] - quartiles[0])
fences = [quartiles[0] - reach, quartiles[1] + reach]
ends = np.nanquantile(training, [0.05, 0.95], axis=0)
filled = nearest(5)
scaler = StandardScaler().fit(filled[:TRAINING])
print(
    json.dumps(
        {
            "source": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}",
            "training": TRAINING,
            "x": cells(x),
            "nearest": {str(k): nearest(k).tolist() for k in [1, 3, 5, 100]},
            "nearestScaled": scaler.transform(filled).tolist(),
            "robust": cells(RobustScaler().fit(training).transform(x)),
            "missing": MissingIndicator(features="all").fit(training).transform(x).astype(int).tolist(),
            "fences": [bound.tolist() for bound in fences],
            "clippedByFences": cells(clipped(*fences)),
            "outliers": ((x < fences[0]) | (x > fences[1])).astype(int).tolist(),
            "clippedByQuantile": cells(clipped(*ends)),
        },
        indent=1,
    )
)
