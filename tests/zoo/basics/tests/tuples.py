OK_FORMAT = True

test = {
    "name": "tuples",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> pair\n(1, 'two')", "hidden": False, "locked": False},
                {"code": ">>> first, second = pair\n>>> second\n'two'", "hidden": True, "locked": False},
            ],
        },
    ],
}
