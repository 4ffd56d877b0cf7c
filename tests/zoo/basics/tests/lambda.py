OK_FORMAT = True

test = {
    "name": "lambda",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> half(5)\n2.5', "hidden": False, "locked": False},
                {"code": '>>> list(map(half, [2, 4]))\n[1.0, 2.0]', "hidden": True, "locked": False},
                {"code": '>>> callable(half)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
