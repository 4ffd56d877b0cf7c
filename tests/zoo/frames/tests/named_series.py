OK_FORMAT = True

test = {
    "name": "named_series",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> series\na    1.0\nb    2.0\nName: s, dtype: float64', "hidden": False, "locked": False},
                {"code": ">>> series.name\n's'", "hidden": True, "locked": False},
            ],
        },
    ],
}
