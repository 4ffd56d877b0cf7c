OK_FORMAT = True

test = {
    "name": "identity",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> a is b\nTrue', "hidden": False, "locked": False},
                {"code": '>>> a is copy\nFalse', "hidden": True, "locked": False},
                {"code": '>>> a == copy\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
