import numpy as np
import pandas as pd
from scipy import optimize, stats
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.datasets import load_iris, make_blobs
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

X, y = make_blobs(60, centers=[[0, 0], [6, 6]], random_state=0)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=1)
line = LinearRegression().fit(np.arange(4.0)[:, None], [1, 3, 5, 7])
scaled_knn = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=5)).fit(X_train, y_train)
named = Pipeline([("scale", StandardScaler()), ("model", LogisticRegression(C=0.5))]).fit(X_train, y_train)
tree = DecisionTreeClassifier(max_depth=2, random_state=0).fit(X_train, y_train)
search = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": [1, 3]}, cv=3).fit(X, y)
scores = cross_val_score(named, X, y, cv=3)
matrix = confusion_matrix(y_test, tree.predict(X_test))
fresh = KNeighborsClassifier(n_neighbors=3)
encoder = OneHotEncoder(sparse_output=False).fit([["a"], ["b"], ["a"]])
iris = load_iris()
errors_by_k = pd.DataFrame({"valid_error": [0.2, 0.1]}, index=[1, 5])
best_errors = pd.Series({"train_error": 0.05, "valid_error": 0.1})
# %%
class Majority(BaseEstimator, ClassifierMixin):
    def __init__(self, tie=0):
        self.tie = tie

    def fit(self, X, y):
        values, counts = np.unique(y, return_counts=True)
        self.classes_ = values
        self.winner_ = values[counts.argmax()]
        return self

    def predict(self, X):
        return np.full(len(X), self.winner_)


class Centre(BaseEstimator, TransformerMixin):
    def fit(self, X, y=None):
        self.mean_ = np.mean(X, axis=0)
        return self

    def transform(self, X):
        return np.asarray(X) - self.mean_


class Nearest:
    def fit(self, X, y):
        self.X, self.y = np.asarray(X), np.asarray(y)

    def predict(self, X):
        d = ((np.asarray(X)[:, None] - self.X[None]) ** 2).sum(-1)
        return self.y[d.argmin(1)]


def rmse(a, b):
    return np.sqrt(np.mean((np.asarray(a) - np.asarray(b)) ** 2))


def fit_model(X, y):
    return LinearRegression().fit(X, y)


def cross_validate_by_hand(model, X, y, k):
    parts = np.array_split(np.arange(len(X)), k)
    found = []
    for part in parts:
        rest = np.setdiff1d(np.arange(len(X)), part)
        model.fit(X[rest], y[rest])
        found.append(rmse(model.predict(X[part]), y[part]))
    return found


minimum = optimize.minimize(lambda v: (v[0] - 2) ** 2 + 1, [0.0])
root = optimize.root_scalar(lambda v: v**2 - 2, bracket=[0, 2])
ttest = stats.ttest_ind([1, 2, 3, 4], [2, 3, 4, 5])
fitted = stats.linregress([0, 1, 2], [1, 3, 5])
normal = stats.norm(2, 3)
area = __import__("scipy.integrate").integrate.quad(lambda v: v, 0, 2)
