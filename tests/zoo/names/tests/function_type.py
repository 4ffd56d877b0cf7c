OK_FORMAT = True

test = {
    "name": "function_type",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> type(digest)\n<class 'function'>", "hidden": False, "locked": False},
                {"code": '>>> import types\n>>> isinstance(digest, types.FunctionType)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
