OK_FORMAT = True

test = {
    "name": "kind_of",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> kind is float\nTrue', "hidden": False, "locked": False},
                {"code": ">>> kind\n<class 'float'>", "hidden": True, "locked": False},
                {"code": '>>> kind == float and isinstance(2.5, kind)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
