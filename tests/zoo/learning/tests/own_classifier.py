OK_FORMAT = True

test = {
    "name": "own_classifier",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> m = Majority().fit(np.zeros((3, 1)), [1, 1, 0])\n>>> m.predict(np.zeros((2, 1)))\narray([1, 1])', "hidden": False, "locked": False},
                {"code": '>>> from sklearn.base import clone\n>>> clone(Majority(tie=4)).tie\n4', "hidden": True, "locked": False},
                {"code": '>>> from sklearn.model_selection import cross_val_score\n>>> bool(np.allclose(cross_val_score(Majority(), X, y, cv=3), 0.5, atol=0.1))\nTrue', "hidden": True, "locked": False},
                {"code": '>>> Majority(tie=2)\nMajority(tie=2)', "hidden": True, "locked": False},
            ],
        },
    ],
}
