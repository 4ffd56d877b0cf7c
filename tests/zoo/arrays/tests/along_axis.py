OK_FORMAT = True

test = {
    "name": "along_axis",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.apply_along_axis(row_sum, 1, np.ones((2, 3))).tolist()\n[3.0, 3.0]', "hidden": False, "locked": False},
            ],
        },
    ],
}
