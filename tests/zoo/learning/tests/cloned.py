OK_FORMAT = True

test = {
    "name": "cloned",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> from sklearn.base import clone\n>>> clone(fresh).n_neighbors\n3', "hidden": False, "locked": False},
                {"code": ">>> from sklearn.base import clone\n>>> copy = clone(named)\n>>> hasattr(copy.named_steps['scale'], 'mean_'), hasattr(named.named_steps['scale'], 'mean_')\n(False, True)", "hidden": True, "locked": False},
            ],
        },
    ],
}
