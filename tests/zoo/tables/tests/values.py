OK_FORMAT = True

test = {
    "name": "values",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> largest\n2002', "hidden": False, "locked": False},
                {"code": '>>> print(early.num_rows == 2)\nTrue', "hidden": True, "locked": False},
                {"code": '>>> [round(float(x)) for x in doubled]\n[20, 24, 28]', "hidden": True, "locked": False},
            ],
        },
    ],
}
