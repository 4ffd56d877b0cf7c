OK_FORMAT = True

test = {
    "name": "solved",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sorted(solved)\n[-2, 2]', "hidden": False, "locked": False},
                {"code": '>>> solved[0] in (-2, 2)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
