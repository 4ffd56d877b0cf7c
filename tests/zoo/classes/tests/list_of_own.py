OK_FORMAT = True

test = {
    "name": "list_of_own",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> cubic.degree()\n3', "hidden": False, "locked": False},
                {"code": '>>> cubic == [1, 0, 0, 2] and isinstance(cubic, list)\nTrue', "hidden": True, "locked": False},
                {"code": '>>> isinstance(cubic, Polynomial)\nTrue', "hidden": True, "locked": False},
                {"code": '>>> len(cubic), cubic[3]\n(4, 2)', "hidden": True, "locked": False},
            ],
        },
    ],
}
