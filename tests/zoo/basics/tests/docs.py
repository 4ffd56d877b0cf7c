OK_FORMAT = True

test = {
    "name": "docs",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> greet.__doc__\n'Greets.'", "hidden": False, "locked": False},
                {"code": ">>> square.__name__\n'square'", "hidden": True, "locked": False},
                {"code": '>>> import inspect\n>>> str(inspect.signature(greet))\n"(who, greeting=\'Hello\')"', "hidden": True, "locked": False},
            ],
        },
    ],
}
