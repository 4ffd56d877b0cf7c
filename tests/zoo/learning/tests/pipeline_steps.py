OK_FORMAT = True

test = {
    "name": "pipeline_steps",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> bool(list(scaled_knn.named_steps) == ['standardscaler', 'kneighborsclassifier'])\nTrue", "hidden": False, "locked": False},
                {"code": ">>> bool(scaled_knn.named_steps['kneighborsclassifier'].n_neighbors == 5)\nTrue", "hidden": True, "locked": False},
                {"code": ">>> named.named_steps['model'].C, named.steps[0][0], len(named)\n(0.5, 'scale', 2)", "hidden": True, "locked": False},
                {"code": ">>> named['scale'].mean_.shape\n(2,)", "hidden": True, "locked": False},
            ],
        },
    ],
}
