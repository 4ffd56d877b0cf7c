OK_FORMAT = True

test = {
    "name": "types",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> type(stack) == Stack\nTrue', "hidden": False, "locked": False},
                {"code": '>>> type(stack) is Stack\nTrue', "hidden": True, "locked": False},
                {"code": '>>> type(mine) is Stack\nFalse', "hidden": True, "locked": False},
                {"code": ">>> type(stack).__name__\n'Stack'", "hidden": True, "locked": False},
            ],
        },
    ],
}
