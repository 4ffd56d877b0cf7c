OK_FORMAT = True

test = {
    "name": "chained_error",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> safe_div(6, 3)\n2.0', "hidden": False, "locked": False},
                {"code": '>>> safe_div(1, 0)\nTraceback (most recent call last):\n...\nValueError: no division by zero', "hidden": True, "locked": False},
                {"code": '>>> try:\n...     safe_div(1, 0)\n... except ValueError as e:\n...     print(type(e.__cause__).__name__)\nZeroDivisionError', "hidden": True, "locked": False},
            ],
        },
    ],
}
