OK_FORMAT = True

test = {
    "name": "methods",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> hasattr(Stack, 'push') and not hasattr(Stack, 'peek')\nTrue", "hidden": False, "locked": False},
                {"code": ">>> Stack.__doc__\n'A stack.'", "hidden": True, "locked": False},
                {"code": ">>> sorted(n for n in vars(origin))\n['x', 'y']", "hidden": True, "locked": False},
            ],
        },
    ],
}
