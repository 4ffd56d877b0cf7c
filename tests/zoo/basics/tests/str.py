OK_FORMAT = True

test = {
    "name": "str",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> name.upper()\n'ADA'", "hidden": False, "locked": False},
                {"code": '>>> len(name)\n3', "hidden": True, "locked": False},
            ],
        },
    ],
}
