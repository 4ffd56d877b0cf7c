OK_FORMAT = True

test = {
    "name": "assign",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> u[0] = 10\n>>> float(u.sum())\n15.0', "hidden": False, "locked": False},
            ],
        },
    ],
}
