OK_FORMAT = True

test = {
    "name": "printed_truth",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> print(months.shape[0] == 3)\nTrue', "hidden": False, "locked": False},
                {"code": ">>> print(round(months.loc[2, 'rain'], 15) == 3.25)\nTrue", "hidden": True, "locked": False},
                {"code": '>>> print(round(float(stats_of(months)[0]), 2) == 4.58)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
