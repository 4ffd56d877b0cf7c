OK_FORMAT = True

test = {
    "name": "in_vars",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> # the variable is there\n>>> assert 'rate' in vars()\n>>> assert rate is not ...\n>>> assert 0 <= rate <= 0.3", "hidden": False, "locked": False},
                {"code": ">>> 'rate' in globals() and 'no_such_name' not in globals()\nTrue\n>>> 0.2 < rate < 0.3\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
