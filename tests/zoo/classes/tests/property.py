OK_FORMAT = True

test = {
    "name": "property",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> round(Square(2).diagonal, 3)\n2.828', "hidden": False, "locked": False},
            ],
        },
    ],
}
