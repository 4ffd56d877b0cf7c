OK_FORMAT = True

test = {
    "name": "model_as_argument",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> found = cross_validate_by_hand(LinearRegression(), np.arange(10.0)[:, None], 2 * np.arange(10.0), 5)\n>>> len(found), bool(np.allclose(found, 0))\n(5, True)', "hidden": False, "locked": False},
                {"code": '>>> m = fit_model(np.arange(3.0)[:, None], np.array([1.0, 2.0, 3.0]))\n>>> bool(round(rmse(m.predict([[3.0]]), [4.0]), 5) == 0)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
