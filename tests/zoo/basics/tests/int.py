OK_FORMAT = True

test = {
    "name": "int",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> answer\n42', "hidden": False, "locked": False},
                {"code": '>>> type(answer) == int\nTrue', "hidden": True, "locked": False},
                {"code": '>>> isinstance(answer, int) and not isinstance(answer, bool)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
