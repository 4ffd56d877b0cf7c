OK_FORMAT = True

test = {
    "name": "coefficients",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.round(line.coef_, 3).tolist(), round(float(line.intercept_), 3)\n([2.0], 1.0)', "hidden": False, "locked": False},
                {"code": '>>> line.predict([[10.0]]).round(2)\narray([21.])', "hidden": True, "locked": False},
                {"code": '>>> bool(line.score(np.arange(4.0)[:, None], [1, 3, 5, 7]) > 0.99)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
