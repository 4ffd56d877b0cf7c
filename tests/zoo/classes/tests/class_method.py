OK_FORMAT = True

test = {
    "name": "class_method",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> Square.unit().area()\n1', "hidden": False, "locked": False},
                {"code": '>>> Square.sides()\n4', "hidden": True, "locked": False},
                {"code": '>>> before = Square.count\n>>> _ = Square(1)\n>>> Square.count - before\n1', "hidden": True, "locked": False},
            ],
        },
    ],
}
