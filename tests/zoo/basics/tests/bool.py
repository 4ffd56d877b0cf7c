OK_FORMAT = True

test = {
    "name": "bool",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> flag is True\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
