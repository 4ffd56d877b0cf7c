import numpy as np
import pandas as pd

df = pd.DataFrame({"city": ["Bonn", "Ulm", "Bonn"], "n": [1, 2, 3], "w": [0.5, np.nan, 1.5]})
other = df.copy()
by_city = df.groupby("city")["n"].sum()
counts = df["city"].value_counts()
groups = df.groupby("city")
stamp = pd.Timestamp("2024-03-01 12:00", tz="Europe/Berlin")
period = pd.Period("2024-03", "M")
days = pd.date_range("2024-01-01", periods=3)
series = pd.Series([1.0, 2.0], index=["a", "b"], name="s")
pivot = df.pivot_table(index="city", values="n", aggfunc="mean")
loaded = pd.read_csv("data.csv")
categories = pd.Series(["lo", "hi", "lo"], dtype="category")


def clean(frame):
    return frame.dropna().reset_index(drop=True)


def add_column(frame):
    frame["double"] = frame["n"] * 2
    return frame


def top(frame, k):
    return frame.sort_values("n", ascending=False).head(k)


def longest(s):
    return len(s)
