"""Partial dependence and permutation importance by scikit-learn 1.9.1.

pip install scikit-learn==1.9.1
python explanation.py > explanation.json
"""

import json

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.inspection import partial_dependence, permutation_importance

random = np.random.default_rng(4)
X = random.normal(size=(40, 3)).round(4)
NAMES = ["a", "b", "c"]
noise = random.normal(size=40)


def formula(x):
    return 2 * x[:, 0] + x[:, 0] * x[:, 1] + np.sin(3 * x[:, 2])


class Amount(RegressorMixin, BaseEstimator):
    def fit(self, x, y):
        self.fitted_ = True
        return self

    def predict(self, x):
        return formula(x)


class Share(ClassifierMixin, BaseEstimator):
    def fit(self, x, y):
        self.classes_ = np.array(["no", "yes"])
        return self

    def predict_proba(self, x):
        yes = 1 / (1 + np.exp(-formula(x)))
        return np.column_stack([1 - yes, yes])

    def predict(self, x):
        return np.where(self.predict_proba(x)[:, 1] >= 0.5, "yes", "no")


amounts = (formula(X) + noise).round(4)
classes = np.where(amounts > 0, "yes", "no")
grid = {column: np.quantile(X[:, at], np.linspace(0.05, 0.95, 10)) for at, column in enumerate(NAMES)}


def dependence(model, response):
    return [
        partial_dependence(
            model, X, [at], response_method=response, method="brute", kind="average", custom_values={at: grid[name]}
        )["average"][0].tolist()
        for at, name in enumerate(NAMES)
    ]


def importance(model, y, scoring):
    found = permutation_importance(model, X, y, scoring=scoring, n_repeats=20_000, random_state=1)
    return {"mean": found.importances_mean.tolist(), "deviation": found.importances_std.tolist()}


amount, share = Amount().fit(X, amounts), Share().fit(X, classes)
print(
    json.dumps(
        {
            "rows": X.tolist(),
            "amounts": amounts.tolist(),
            "classes": classes.tolist(),
            "grid": [values.tolist() for values in grid.values()],
            "dependence": {"amount": dependence(amount, "auto"), "share": dependence(share, "predict_proba")},
            "importance": {
                "mse": importance(amount, amounts, "neg_mean_squared_error"),
                "mae": importance(amount, amounts, "neg_mean_absolute_error"),
                "accuracy": importance(share, classes, "accuracy"),
                "f1_macro": importance(share, classes, "f1_macro"),
                "log_loss": importance(share, classes, "neg_log_loss"),
            },
        }
    )
)
