OK_FORMAT = True

test = {
    "name": "scores",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> scores.shape, bool((scores <= 1).all())\n((3,), True)', "hidden": False, "locked": False},
                {"code": '>>> from sklearn.model_selection import cross_val_score\n>>> bool(np.allclose(cross_val_score(named, X, y, cv=3), scores))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
