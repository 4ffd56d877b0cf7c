OK_FORMAT = True

test = {
    "name": "int_enumeration",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> Level.HIGH > Level.LOW\nTrue', "hidden": False, "locked": False},
                {"code": '>>> Level.HIGH + 1\n6', "hidden": True, "locked": False},
            ],
        },
    ],
}
