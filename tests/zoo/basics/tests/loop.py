OK_FORMAT = True

test = {
    "name": "loop",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> total([1, 2, 3])\n6\n>>> total([])\n0', "hidden": False, "locked": False},
                {"code": '>>> all(total([n] * n) == n * n for n in range(5))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
