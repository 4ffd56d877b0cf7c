OK_FORMAT = True

test = {
    "name": "fraction",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> third + Fraction(2, 3)\nFraction(1, 1)', "hidden": False, "locked": False},
                {"code": '>>> third.denominator\n3', "hidden": True, "locked": False},
                {"code": '>>> third == Fraction(2, 6)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
