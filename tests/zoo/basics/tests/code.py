OK_FORMAT = True

test = {
    "name": "code",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> square.__code__.co_argcount\n1', "hidden": False, "locked": False},
                {"code": ">>> 'sum' not in total.__code__.co_names\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
