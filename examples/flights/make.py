"""Writes the months of 2001 in this folder's `months`, from the flights of vega-datasets 3.2.1: python make.py flights-3m.parquet"""

import pathlib
import sys

import pandas as pd

ROWS = 2000
AIRPORTS = ["ATL", "BOS", "DEN", "DFW", "EWR", "IAH", "LAS", "LAX", "MIA", "ORD", "PHX", "STL"]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
HERE = pathlib.Path(__file__).parent / "months"

flights = pd.read_parquet(sys.argv[1])
flights = flights[flights.origin.isin(AIRPORTS) & (flights.date < "2001-07-01")]
# Four of each weekday, so that months differ by what happened and not by the calendar.
flights = flights[flights.date.dt.day <= 28]
HERE.mkdir(exist_ok=True)
for month, all_rows in flights.groupby(flights.date.dt.strftime("%Y-%m")):
    rows = all_rows.sample(ROWS, random_state=1)
    # The file has three flights of February that are said to have landed three to nineteen hours early. They come along.
    rows = pd.concat([rows, all_rows[(all_rows.delay < -150) & ~all_rows.index.isin(rows.index)]]).sort_index()
    table = pd.DataFrame(
        {
            "id": [f"{month}-{number:04}" for number in range(1, len(rows) + 1)],
            "date": rows.date.dt.strftime("%Y-%m-%d"),
            "weekday": [WEEKDAYS[day] for day in rows.date.dt.day_of_week],
            "hour": rows.date.dt.hour,
            "origin": rows.origin,
            "distance": rows.distance,
            "delay": rows.delay,
            "late": ["yes" if delay > 15 else "no" for delay in rows.delay],
        }
    )
    table.to_csv(HERE / f"{month}.csv", index=False, lineterminator="\n")
