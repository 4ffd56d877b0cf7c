import numpy as np
import pandas as pd
import matplotlib.pyplot as plt

rate = 0.25
bins = np.arange(0, 1.01, 0.25)
words = ["cat", "dog", "cow"]
months = pd.DataFrame({"month": [1, 2, 3], "rain": [10.5, 0.0, 3.25]})
frames = {"a": pd.DataFrame({"clean": ["x"]}), "b": pd.DataFrame({"clean": ["y", "z"], "n": [1, 2]})}
blank_part = ...
low, high = (0.1, 0.9)
# %%
def summation(a, b):
    print("adding from", a, "to", b)
    return sum(range(a, b + 1)) if a <= b else 0


def stats_of(df):
    return [df["rain"].mean(), df["rain"].max()]


def clean(df):
    out = df.copy()
    out["clean"] = out["text"].str.lower().str.replace(r"[^a-z ]", " ", regex=True)
    return out


def keygen(text, key):
    letters = [c for c in text if c.isalpha()]
    return "".join(key[i % len(key)] for i in range(len(letters))).upper()


def discounted(rewards, gamma):
    out, total = [], 0.0
    for r in reversed(rewards):
        total = r + gamma * total
        out.append(total)
    return np.array(out[::-1])


def update(state):
    return {"loss": float(np.mean(state)), "steps": len(state)}


class Bootstrap:
    def __init__(self, data, reps=10):
        self.data, self.reps = np.asarray(data), reps
        self.mean = float(self.data.mean())

    def interval(self):
        rng = np.random.default_rng(0)
        means = [rng.choice(self.data, len(self.data)).mean() for _ in range(self.reps)]
        return np.percentile(means, [2.5, 97.5])


result = Bootstrap([1, 2, 3, 4], 50)
