OK_FORMAT = True

test = {
    "name": "operator",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> (Matrix([[1]]) + Matrix([[2]])).rows\n[[3]]', "hidden": False, "locked": False},
                {"code": '>>> Matrix([[1]]) == Matrix([[1]])\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
