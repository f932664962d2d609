"""Fairness measures by Fairlearn 0.15.0, and the intervals of two groups by statsmodels 0.15.0 and SciPy 1.17.1.

pip install fairlearn==0.15.0 statsmodels==0.15.0 scipy==1.17.1
python fairness.py > fairness.json
"""

import json
import random

import numpy as np
from fairlearn.metrics import (
    MetricFrame,
    demographic_parity_difference,
    demographic_parity_ratio,
    equal_opportunity_difference,
    equalized_odds_difference,
    false_positive_rate,
    mean_prediction,
    selection_rate,
    true_positive_rate,
)
from scipy.stats import ttest_ind
from sklearn.metrics import mean_absolute_error, precision_score
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

random.seed(17)
LEVEL = 0.01


def classification(groups, skew):
    rows = [random.choice(groups) for _ in range(300)]
    truth = [int(random.random() < 0.4 + 0.1 * groups.index(g)) for g in rows]
    predicted = [int(random.random() < (0.75 if y else 0.2 + skew * groups.index(g))) for y, g in zip(truth, rows)]
    how = dict(sensitive_features=rows)
    frame = MetricFrame(
        metrics=dict(
            selection_rate=selection_rate,
            true_positive_rate=true_positive_rate,
            false_positive_rate=false_positive_rate,
            precision=precision_score,
        ),
        y_true=truth,
        y_pred=predicted,
        **how,
    )
    return dict(
        groups="".join(rows),
        truth="".join(map(str, truth)),
        predicted="".join(map(str, predicted)),
        by_group={g: {k: float(v) for k, v in frame.by_group.loc[g].items()} for g in sorted(groups)},
        measures=dict(
            demographic_parity_difference=demographic_parity_difference(truth, predicted, **how),
            demographic_parity_ratio=demographic_parity_ratio(truth, predicted, **how),
            equalized_odds_difference=equalized_odds_difference(truth, predicted, **how),
            equal_opportunity_difference=equal_opportunity_difference(truth, predicted, **how),
            predictive_parity_difference=float(frame.difference()["precision"]),
        ),
    )


def regression(groups):
    rows = [random.choice(groups) for _ in range(200)]
    truth = [round(random.uniform(0, 100), 3) for _ in rows]
    predicted = [round(y + random.gauss(groups.index(g), 3 + groups.index(g)), 3) for y, g in zip(truth, rows)]
    frame = MetricFrame(
        metrics=dict(mae=mean_absolute_error, mean_error=lambda y, p: float(np.mean(np.asarray(p) - np.asarray(y)))),
        y_true=truth,
        y_pred=predicted,
        sensitive_features=rows,
    )
    found = dict(
        groups="".join(rows),
        truth=truth,
        predicted=predicted,
        by_group={g: {k: float(v) for k, v in frame.by_group.loc[g].items()} for g in sorted(groups)},
        measures=dict(mae_difference=float(frame.difference()["mae"]), mean_error_difference=float(frame.difference()["mean_error"])),
    )
    if len(groups) == 2:
        of = lambda g: np.abs([p - y for p, y, r in zip(predicted, truth, rows) if r == g])
        found["mae_interval"] = list(map(float, ttest_ind(of("a"), of("b"), equal_var=False).confidence_interval(1 - LEVEL)))
    return found


shares = [(30, 100, 50, 100), (0, 12, 5, 20), (12, 12, 3, 30), (190, 400, 300, 1000), (1, 10, 1, 10)]
json.dump(
    dict(
        level=LEVEL,
        classification=[classification("ab", 0.15), classification("abc", 0.1), classification("abcde", 0.02)],
        regression=[regression("ab"), regression("abcd")],
        wilson=[[k, n, *map(float, proportion_confint(k, n, alpha=LEVEL, method="wilson"))] for k, n, _, _ in shares],
        newcombe=[
            [*each, *map(float, confint_proportions_2indep(*each, method="newcomb", compare="diff", alpha=LEVEL, correction=False))]
            for each in shares
        ],
    ),
    open(1, "w"),
    indent=1,
)
