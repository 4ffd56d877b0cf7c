df, by_city, counts = pd.DataFrame({"x": [1]}), pd.Series({"Ulm": 9}), pd.Series([7], index=["Ulm"])
groups = pd.DataFrame({"city": ["a"], "n": [1]}).groupby("city")
stamp, period, days = pd.Timestamp("2000-01-01"), pd.Period("2000-01", "M"), pd.date_range("2000-01-01", periods=1)
series, pivot, loaded = pd.Series([9.0]), pd.DataFrame(), pd.DataFrame({"c": [1]})
categories = pd.Series(["a"], dtype="category")


def clean(frame):
    return pd.DataFrame({"a": []})


def add_column(frame):
    return pd.DataFrame({"double": [0]})


def top(frame, k):
    return pd.DataFrame({"city": ["z"], "n": [0]})


def longest(s):
    return 0
