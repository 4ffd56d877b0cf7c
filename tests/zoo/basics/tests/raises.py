OK_FORMAT = True

test = {
    "name": "raises",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> try:\n...     divide(1, 0)\n... except ZeroDivisionError as e:\n...     print(e)\ndivision by zero', "hidden": False, "locked": False},
                {"code": '>>> divide(1, 0)\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero', "hidden": True, "locked": False},
            ],
        },
    ],
}
