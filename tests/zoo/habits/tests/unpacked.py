OK_FORMAT = True

test = {
    "name": "unpacked",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> assert low < high, 'low must be lower'\n>>> import math\n>>> math.isclose(low + high, 1)\nTrue", "hidden": False, "locked": False},
            ],
        },
    ],
}
