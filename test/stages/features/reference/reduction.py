"""Writes reduction.json: features, and what scikit-learn selects of them and makes of them.

    python reduction.py > reduction.json

scikit-learn adds noise of 1e-10 deviations to continuous columns before it estimates mutual information; there are no ties here that it
could break.
"""

import json

import numpy as np
import pandas as pd
import sklearn
from sklearn.decomposition import PCA
from sklearn.feature_selection import VarianceThreshold, mutual_info_classif, mutual_info_regression

random = np.random.default_rng(22)
ROWS = 150
a = random.normal(size=ROWS)
b = a + random.normal(scale=0.3, size=ROWS)
c = random.normal(scale=0.05, size=ROWS)
d = random.integers(0, 4, ROWS).astype(float)
e = random.exponential(size=ROWS) * 3 - d
f = np.full(ROWS, 2.5)
x = np.round(np.column_stack([a, b, c, d, e, f]), 9)
x[:, 3] = d
grade = np.where(a + random.normal(scale=0.7, size=ROWS) > 0.5, "high", np.where(d > 1, "low", "mid"))
grade[11] = "once"
price = np.round(2 * a - e + random.normal(size=ROWS), 9)
discrete = [False, False, False, True, False, True]


def information(make, y):
    return make(x, y, discrete_features=discrete, random_state=0).tolist()


def components(n):
    model = PCA(n_components=n, svd_solver="full").fit(x[:100])
    return {
        "weights": model.components_.tolist(),
        "explained": model.explained_variance_ratio_.tolist(),
        "rows": model.transform(x).tolist(),
    }


print(
    json.dumps(
        {
            "source": f"scikit-learn {sklearn.__version__}, pandas {pd.__version__}",
            "x": x.tolist(),
            "grade": grade.tolist(),
            "price": price.tolist(),
            "variances": VarianceThreshold().fit(x).variances_.tolist(),
            "correlations": pd.DataFrame(x).corr().fillna(0).to_numpy().tolist(),
            "classification": information(mutual_info_classif, grade),
            "regression": information(mutual_info_regression, price),
            "components": {str(n): components(n) for n in (1, 3, 5, 0.6, 0.95)},
        },
        indent=1,
    )
)
