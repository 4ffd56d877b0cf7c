OK_FORMAT = True

test = {
    "name": "float",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> abs(ratio - 1/3) < 1e-12\nTrue', "hidden": False, "locked": False},
                {"code": '>>> round(ratio, 3)\n0.333', "hidden": True, "locked": False},
            ],
        },
    ],
}
