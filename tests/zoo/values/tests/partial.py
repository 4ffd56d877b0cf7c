OK_FORMAT = True

test = {
    "name": "partial",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> half(10)\n5.0', "hidden": False, "locked": False},
            ],
        },
    ],
}
