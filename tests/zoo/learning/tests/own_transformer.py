OK_FORMAT = True

test = {
    "name": "own_transformer",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> Centre().fit_transform(np.array([[1.0], [3.0]])).ravel().tolist()\n[-1.0, 1.0]', "hidden": False, "locked": False},
                {"code": '>>> from sklearn.pipeline import make_pipeline\n>>> p = make_pipeline(Centre(), LinearRegression()).fit(np.arange(3.0)[:, None], [0, 1, 2])\n>>> round(float(p.predict([[5.0]])[0]), 4)\n5.0', "hidden": True, "locked": False},
                {"code": '>>> isinstance(Centre(), TransformerMixin)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
