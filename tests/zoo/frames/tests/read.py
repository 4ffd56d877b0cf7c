OK_FORMAT = True

test = {
    "name": "read",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> loaded.shape\n(2, 2)', "hidden": False, "locked": False},
                {"code": ">>> pd.read_csv('data.csv').equals(loaded)\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
