"""Writes encodings.json: categories, dates and sentences, and what scikit-learn and pandas make of them.

    python encodings.py > encodings.json

The folds of the target encoding are given by hand, a fold number a row, so that another program can use the same.
"""

import json
import warnings

import numpy as np
import pandas as pd
import sklearn
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import OrdinalEncoder, TargetEncoder
from sklearn.utils import murmurhash3_32

warnings.filterwarnings("ignore")
random = np.random.default_rng(21)
ROWS = 60
towns = random.choice(["Ulm", "Bonn", "Kiel", "Köln"], ROWS, p=[0.5, 0.3, 0.15, 0.05]).astype(object)
towns[7] = "Trier"  # once only: whatever fold it is in, it is new to the others
price = np.round(random.normal(100, 20, ROWS) + 30 * (towns == "Ulm"), 3)
sex = random.choice(["f", "m"], ROWS, p=[0.4, 0.6])
grade = random.choice(["bad", "fair", "good"], ROWS)
folds = random.integers(0, 4, ROWS)
asked = np.array(["Ulm", "Bonn", "Kiel", "Köln", "Trier", "Paris"], dtype=object)
splits = [(np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)) for fold in range(4)]


def target(y, kind, smooth):
    encoder = TargetEncoder(smooth=smooth, target_type=kind, cv=splits)
    training = encoder.fit_transform(towns[:, None], y)
    return {"training": training.tolist(), "asked": encoder.transform(asked[:, None]).tolist()}


TARGETS = {"continuous": price, "binary": sex, "multiclass": grade}
words = [
    "The quick brown fox jumps over the lazy dog",
    "Ein GROSSES Haus, 3 Zimmer,  Küche & Bad\tin Köln",
    "a b c",
    "",
    "naïve café_1 — 数学 и математика 12",
    "dog dog dog fox",
    "😀 smile, x2 😀😀",
]
dates = ["2024-02-29T23:59:00Z", "2025-12-29", "2026-01-01", "1969-12-31 06:30:00Z", "2027-01-03T12:00:00+05:30", "0999-07-04"]


def parts(text):
    at = np.datetime64(text.replace(" ", "T").replace("Z", "").replace("+05:30", ""), "s")
    if text.endswith("+05:30"):
        at -= np.timedelta64(330, "m")
    d = pd.DatetimeIndex([at])[0]
    return {
        "year": d.year,
        "quarter": d.quarter,
        "month": d.month,
        "week": d.week,
        "day": d.day,
        "weekday": d.dayofweek,
        "day_of_year": d.dayofyear,
        "weekend": int(d.dayofweek >= 5),
        "hour": d.hour,
        "minute": d.minute,
        "days": (at - np.datetime64("1970-01-01")) / np.timedelta64(1, "D"),
    }


def vectors(**options):
    vectorizer = HashingVectorizer(**options)
    return vectorizer.transform(words).toarray().tolist()


strings = ["", "a", "ab", "abc", "abcd", "Köln", "😀", "the quick brown fox", "2"]
print(
    json.dumps(
        {
            "source": f"scikit-learn {sklearn.__version__}, pandas {pd.__version__}",
            "murmur": [[text, murmurhash3_32(text, seed=0)] for text in strings],
            "hashed": {
                str(n): FeatureHasher(n, input_type="string").transform([[t] for t in asked]).toarray().tolist()
                for n in (1, 8, 32)
            },
            "towns": towns.tolist(),
            "asked": asked.tolist(),
            "folds": folds.tolist(),
            "y": {kind: y.tolist() for kind, y in TARGETS.items()},
            "target": {
                f"{kind} {smooth}": target(y, kind, smooth)
                for kind, y in TARGETS.items()
                for smooth in ("auto", 0, 2.5)
            },
            "ordered": OrdinalEncoder(
                categories=[["bad", "fair", "good"]], handle_unknown="use_encoded_value", unknown_value=-1
            )
            .fit([["bad"], ["fair"], ["good"]])
            .transform([["good"], ["bad"], ["fair"], ["worse"]])
            .tolist(),
            "words": words,
            "vectors": {
                "words 1 1 16": vectors(n_features=16),
                "words 1 2 64": vectors(n_features=64, ngram_range=(1, 2)),
                "words 2 3 8": vectors(n_features=8, ngram_range=(2, 3)),
                "characters 1 1 16": vectors(n_features=16, analyzer="char"),
                "characters 2 4 64": vectors(n_features=64, analyzer="char", ngram_range=(2, 4)),
            },
            "dates": {text: parts(text) for text in dates},
        },
        indent=1,
        ensure_ascii=False,
    )
)
