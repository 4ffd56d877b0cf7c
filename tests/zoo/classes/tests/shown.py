OK_FORMAT = True

test = {
    "name": "shown",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> type(mine)\n<class '__main__.Safe'>", "hidden": False, "locked": False},
                {"code": ">>> Stack\n<class '__main__.Stack'>", "hidden": True, "locked": False},
                {"code": ">>> str(stack)\n'Stack of 0'", "hidden": True, "locked": False},
                {"code": '>>> print(stack)\nStack of 0', "hidden": True, "locked": False},
            ],
        },
    ],
}
