OK_FORMAT = True

test = {
    "name": "fit_in_test",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> from sklearn.base import clone\n>>> mine = clone(fresh).fit(X, y)\n>>> mine.predict([[6, 6]])\narray([1])', "hidden": False, "locked": False},
                {"code": '>>> _ = fresh.fit(X, y)\n>>> fresh.n_samples_fit_\n60', "hidden": True, "locked": False},
            ],
        },
    ],
}
