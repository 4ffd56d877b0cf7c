OK_FORMAT = True

test = {
    "name": "library_map",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sum(map(row_sum, [np.ones(2), np.ones(3)]))\nnp.float64(5.0)', "hidden": False, "locked": False},
                {"code": '>>> from functools import reduce\n>>> reduce(lambda a, b: a + b, map(row_sum, np.ones((2, 2))))\nnp.float64(4.0)', "hidden": True, "locked": False},
            ],
        },
    ],
}
