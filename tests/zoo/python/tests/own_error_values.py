OK_FORMAT = True

test = {
    "name": "own_error_values",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> try:\n...     root(-4)\n... except Negative as e:\n...     print(e, e.value, e.limit, isinstance(e, ValueError))\n-4 < 0 -4 0 True', "hidden": False, "locked": False},
                {"code": '>>> root(-1)\nTraceback (most recent call last):\n    ...\nNegative: -1 < 0', "hidden": True, "locked": False},
                {"code": ">>> issubclass(Negative, ValueError), Negative.__name__, Negative.__bases__\n(True, 'Negative', (<class 'ValueError'>,))", "hidden": True, "locked": False},
                {"code": ">>> root('a') # doctest: +IGNORE_EXCEPTION_DETAIL\nTraceback (most recent call last):\nTypeError: whatever", "hidden": True, "locked": False},
            ],
        },
    ],
}
