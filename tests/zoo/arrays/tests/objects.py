OK_FORMAT = True

test = {
    "name": "objects",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> mixed[2] is None\nTrue', "hidden": False, "locked": False},
                {"code": ">>> mixed.dtype\ndtype('O')", "hidden": True, "locked": False},
            ],
        },
    ],
}
