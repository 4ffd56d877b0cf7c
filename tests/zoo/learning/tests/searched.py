OK_FORMAT = True

test = {
    "name": "searched",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> search.best_params_['n_neighbors'] in (1, 3)\nTrue", "hidden": False, "locked": False},
                {"code": ">>> sorted(search.cv_results_)[:2]\n['mean_fit_time', 'mean_score_time']", "hidden": True, "locked": False},
                {"code": ">>> type(search.best_estimator_).__name__\n'KNeighborsClassifier'", "hidden": True, "locked": False},
            ],
        },
    ],
}
