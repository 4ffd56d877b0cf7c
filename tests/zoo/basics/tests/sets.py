OK_FORMAT = True

test = {
    "name": "sets",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> unique & {2, 3, 4} == {2, 3}\nTrue', "hidden": False, "locked": False},
                {"code": '>>> 5 in unique\nFalse', "hidden": True, "locked": False},
            ],
        },
    ],
}
