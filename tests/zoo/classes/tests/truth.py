OK_FORMAT = True

test = {
    "name": "truth",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> bool(Square(1))\nTrue', "hidden": False, "locked": False},
                {"code": ">>> 'yes' if Matrix([]) else 'no'\n'yes'", "hidden": True, "locked": False},
            ],
        },
    ],
}
