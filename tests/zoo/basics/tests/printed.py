OK_FORMAT = True

test = {
    "name": "printed",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> greet('Bo')\nHello, Bo!", "hidden": False, "locked": False},
                {"code": ">>> greet('Bo', greeting='Hi')\nHi, Bo!", "hidden": True, "locked": False},
            ],
        },
    ],
}
