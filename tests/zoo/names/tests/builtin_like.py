OK_FORMAT = True

test = {
    "name": "builtin_like",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sum([1, 2, 3])\n(6, 3)', "hidden": False, "locked": False},
            ],
        },
    ],
}
