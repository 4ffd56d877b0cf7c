OK_FORMAT = True

test = {
    "name": "inherit",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> issubclass(Safe, Stack), isinstance(mine, Stack)\n(True, True)', "hidden": False, "locked": False},
                {"code": ">>> Safe().push(3)\n>>> Stack.kind\n'lifo'", "hidden": True, "locked": False},
            ],
        },
    ],
}
