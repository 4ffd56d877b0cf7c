OK_FORMAT = True

test = {
    "name": "shown",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> fresh\nKNeighborsClassifier(n_neighbors=3)', "hidden": False, "locked": False},
                {"code": ">>> print(named.named_steps['scale'])\nStandardScaler()", "hidden": True, "locked": False},
                {"code": ">>> fresh.get_params()['n_neighbors']\n3", "hidden": True, "locked": False},
            ],
        },
    ],
}
