OK_FORMAT = True

test = {
    "name": "none",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> nothing is None\nTrue', "hidden": False, "locked": False},
                {"code": ">>> type(nothing)\n<class 'NoneType'>", "hidden": True, "locked": False},
            ],
        },
    ],
}
