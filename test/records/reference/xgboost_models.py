"""Model files of XGBoost 3.2.0, what they answer, and their interventional Shapley values by shap 0.51.0.

pip install xgboost==3.2.0 shap==0.51.0 pandas==3.1.1
python xgboost_models.py > xgboost_models.json
"""

import json
import tempfile

import numpy as np
import pandas as pd
import shap
import xgboost as xgb

random = np.random.default_rng(11)
NAMES = ["a", "b", "c", "d", "e"]
X = pd.DataFrame(random.normal(size=(300, 5)), columns=NAMES)
X.loc[random.random(300) < 0.15, "b"] = np.nan
signal = X.a * X.c + X.b.fillna(-1) - np.maximum(X.d, 0) + random.normal(size=300) / 3


def case(objective, y, rounds, forest=False, early=False, **more):
    watched = {"evals": [(xgb.DMatrix(X[200:], y[200:]), "validation")], "early_stopping_rounds": 3}
    params = {"objective": objective, "max_depth": 3, "seed": 1, **more}
    booster = xgb.train(params, xgb.DMatrix(X[:200], y[:200]), rounds, **(watched if early else {}), verbose_eval=False)
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        booster.save_model(file.name)
        model = json.load(open(file.name))
    for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
        # Nobody reads these, and they are most of the file.
        for name in ["base_weights", "loss_changes", "sum_hessian", "parents"]:
            del tree[name]
    rows, background = X.iloc[:6], X.iloc[100:120]
    answered = {"iteration_range": (0, booster.best_iteration + 1)} if early else {}
    # shap reads no forests of several trees a round, and no early stopping.
    explainer = None if forest or early else shap.TreeExplainer(booster, background, feature_perturbation="interventional", model_output="raw")
    # A list of rows of one value a column, or of one a column and class.
    values = explainer and np.asarray(explainer.shap_values(rows, check_additivity=False)).tolist()
    cells = lambda frame: [[None if np.isnan(v) else float(v) for v in row] for row in frame.to_numpy()]
    return {
        "model": model,
        "rows": cells(rows),
        "background": cells(background),
        "answers": booster.predict(xgb.DMatrix(rows), **answered).tolist(),
        "margins": booster.predict(xgb.DMatrix(rows), output_margin=True, **answered).tolist(),
        "values": values,
    }


print(
    json.dumps(
        {
            "binary": case("binary:logistic", (signal > 0).astype(int), 6),
            "classes": case("multi:softprob", np.digitize(signal, [-1, 1]), 3, num_class=3),
            "amount": case("reg:squarederror", signal * 3 + 10, 6),
            "forest": case("reg:squarederror", signal, 1, forest=True, num_parallel_tree=4, subsample=0.7),
            "stopped": case("reg:squarederror", signal + random.normal(size=300) * 3, 50, early=True),
        }
    )
)
