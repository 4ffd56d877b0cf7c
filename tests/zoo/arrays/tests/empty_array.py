OK_FORMAT = True

test = {
    "name": "empty_array",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> empty.size == 0 and empty.shape == (0,)\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
