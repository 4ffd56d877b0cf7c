OK_FORMAT = True

test = {
    "name": "attribute",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> s = Square(3)\n>>> s.side, s.area()\n(3, 9)', "hidden": False, "locked": False},
                {"code": '>>> s = Square(3)\n>>> s.side = 5\n>>> s.area()\n25', "hidden": True, "locked": False},
            ],
        },
    ],
}
