OK_FORMAT = True

test = {
    "name": "dataclass_equal",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> Point(1, 2) == Point(1, 2)\nTrue', "hidden": False, "locked": False},
                {"code": '>>> Point(1, 2) < Point(2, 1)\nTrue', "hidden": True, "locked": False},
                {"code": '>>> len({Point(1, 2), Point(1, 2)})\n1', "hidden": True, "locked": False},
            ],
        },
    ],
}
