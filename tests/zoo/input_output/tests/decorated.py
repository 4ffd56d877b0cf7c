OK_FORMAT = True

test = {
    "name": "decorated",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> logged(abs)(-3)\ncalling abs\n3', "hidden": False, "locked": False},
            ],
        },
    ],
}
